import { MAX_BLOCK_INPUTS, PAYLOAD_VERSION, readUvarint } from '@mvm/protocol'
import { readInput } from './readInput.ts'

/** Where a block's inputs stand in its batch's payload. */
export interface LocatedInputs {
  /** Seconds after the parent, before clamping. */
  readonly delta: bigint
  /** Offset of the first input's length. */
  readonly cursor: number
  /** Offset of the end of the block's body. */
  readonly end: number
  readonly count: number
}

/** Finds block `index` of a payload and counts its inputs (spec 2.1), of which deposits leave less room. */
export function locateInputs(
  payload: Uint8Array,
  index: number,
  depositCount: number,
): LocatedInputs {
  const { length } = payload
  let body = { start: length, end: payload[0] === PAYLOAD_VERSION ? 1 : length }
  for (let i = 0; i <= index; i++) {
    body = readInput(payload, body.end, length) ?? { start: length, end: length }
  }
  const delta = readUvarint(payload, body.start, body.end)
  if (delta === undefined) return { delta: 0n, cursor: body.end, end: body.end, count: 0 }
  let count = 0
  let position = delta.end
  while (count + depositCount < MAX_BLOCK_INPUTS) {
    const input = readInput(payload, position, body.end)
    if (input === undefined) break
    position = input.end
    count++
  }
  return { delta: delta.value, cursor: delta.end, end: body.end, count }
}
