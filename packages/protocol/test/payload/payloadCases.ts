import { encodePayload, MAX_BLOCK_INPUTS, MAX_UVARINT, type PayloadBlock } from '@mvm/protocol'
import { Random } from './Random.ts'

/** A payload with what the CTC says of its batch. */
export interface PayloadCase {
  readonly payload: Uint8Array
  readonly blockCount: number
  readonly depositCount: number
}

/** Bytes at which the format turns: versions, ends of continuations, lengths around their own size. */
const TELLING_BYTES = [0, 1, 2, 3, 5, 0x7f, 0x80, 0x81, 0xff]

/**
 * `count` payloads of which a quarter is valid, a half is valid ones that were mutated and a quarter is
 * noise; the same ones for the same seed.
 */
export function payloadCases(seed: number, count: number): PayloadCase[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, index) => {
    const blocks = randomBlocks(random)
    const blockCount = Math.max(0, blocks.length + random.pick([0, 0, 0, 0, -1, 1, 2]))
    const depositCount = random.pick([0, 0, 0, 1, 64])
    if (index % 4 === 3) return { payload: noise(random), blockCount, depositCount }
    let payload = encodePayload(blocks)
    if (index % 4 !== 0) {
      for (let i = random.below(3); i >= 0; i--) payload = mutated(payload, random)
    }
    return { payload, blockCount, depositCount }
  })
}

/** Blocks of so many empty inputs that they just do not exceed, or just exceed, what a block may have. */
export function crowdedCases(): PayloadCase[] {
  return [0, 1, 64].flatMap((depositCount) =>
    [-1, 0, 1].map((excess) => {
      const inputs = MAX_BLOCK_INPUTS - depositCount + excess
      const length = inputs + 1
      const block = [(length & 0x7f) | 0x80, length >> 7, 0, ...Array<number>(inputs).fill(0)]
      return { payload: Uint8Array.from([1, ...block, ...block]), blockCount: 2, depositCount }
    }),
  )
}

function randomBlocks(random: Random): PayloadBlock[] {
  return Array.from({ length: random.below(5) }, () => ({
    delta: randomDelta(random),
    transactions: Array.from({ length: random.below(5) }, () =>
      random.bytes(random.pick([0, 1, 2, 5, 20, random.below(50), random.below(300)])),
    ),
  }))
}

function randomDelta(random: Random): bigint {
  if (random.below(4) > 0) return BigInt(random.below(200))
  const wide = (BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32))
  return wide & (MAX_UVARINT >> BigInt(random.below(56)))
}

function noise(random: Random): Uint8Array {
  const bytes = random.bytes(random.below(60))
  const share = random.below(3)
  for (let i = 0; i < bytes.length; i++) {
    if (random.below(3) < share) bytes[i] = random.pick(TELLING_BYTES)
  }
  // Nothing but a version byte of 1 leads anywhere.
  if (bytes.length > 0 && random.below(8) > 0) bytes[0] = 1
  return bytes
}

function mutated(payload: Uint8Array, random: Random): Uint8Array {
  const at = random.below(payload.length)
  const before = payload.subarray(0, at)
  const after = payload.subarray(at + 1)
  const byte = payload[at] as number
  switch (random.below(9)) {
    case 0:
      return joined(before, [byte ^ (1 << random.below(8))], after)
    case 1:
      return joined(before, [random.pick(TELLING_BYTES)], after)
    case 2:
      return joined(before, [random.below(256)], after)
    case 3:
      return joined(before, after)
    case 4:
      return joined(before, [random.pick(TELLING_BYTES)], payload.subarray(at))
    case 5:
      // What was a whole uvarint gets a last byte of 0, or more bytes than eight.
      return joined(
        before,
        [byte | 0x80],
        Array(random.below(9)).fill(0x80),
        [random.below(2)],
        after,
      )
    case 6:
      return before.slice()
    case 7:
      return joined(payload, payload.subarray(at))
    default:
      return joined(before, after, [byte])
  }
}

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, { length }) => size + length, 0))
  let position = 0
  for (const part of parts) {
    bytes.set(part, position)
    position += part.length
  }
  return bytes
}
