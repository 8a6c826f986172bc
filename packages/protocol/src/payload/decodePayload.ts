import type { PayloadBlock } from './PayloadBlock.ts'
import { MAX_BLOCK_INPUTS, PAYLOAD_VERSION } from './payloadLimits.ts'
import { readUvarint } from './readUvarint.ts'

/**
 * The blocks that a payload holds (spec 2.1), always exactly `blockCount`. Total: any bytes decode, and
 * what is malformed becomes empty by the same rules as in PayloadV1.sol. The transactions are views of
 * `payload`. `depositsInFirstBlock` counts against the first block's inputs.
 */
export function decodePayload(
  payload: Uint8Array,
  blockCount: number,
  depositsInFirstBlock: number,
): PayloadBlock[] {
  const blocks: PayloadBlock[] = []
  let position = payload[0] === PAYLOAD_VERSION ? 1 : payload.length
  for (let index = 0; index < blockCount; index++) {
    const body = readRange(payload, position, payload.length)
    // After a malformed length there is no telling where the next block starts: none does.
    position = body === undefined ? payload.length : body.end
    const room = MAX_BLOCK_INPUTS - (index === 0 ? depositsInFirstBlock : 0)
    blocks.push(body === undefined ? EMPTY_BLOCK : decodeBody(payload, body, room))
  }
  return blocks
}

const EMPTY_BLOCK: PayloadBlock = { delta: 0n, transactions: [] }

interface Range {
  readonly start: number
  readonly end: number
}

/** What follows a length, or undefined when the length is malformed or runs past `limit`. */
function readRange(bytes: Uint8Array, position: number, limit: number): Range | undefined {
  const length = readUvarint(bytes, position, limit)
  if (length === undefined || length.value > BigInt(limit - length.end)) return undefined
  return { start: length.end, end: length.end + Number(length.value) }
}

function decodeBody(payload: Uint8Array, body: Range, room: number): PayloadBlock {
  const delta = readUvarint(payload, body.start, body.end)
  if (delta === undefined) return EMPTY_BLOCK
  const transactions: Uint8Array[] = []
  let position = delta.end
  while (transactions.length < room) {
    const transaction = readRange(payload, position, body.end)
    if (transaction === undefined) break
    transactions.push(payload.subarray(transaction.start, transaction.end))
    position = transaction.end
  }
  return { delta: delta.value, transactions }
}
