import { asHash, type Hash, type Hex, keccak256Hex } from '@mvm/protocol'

/** What fills one 32-byte word: integers and addresses stand at its right end. */
export type WordValue = bigint | number | boolean | Hex

const CAPACITY = 64
const scratch = Buffer.alloc(CAPACITY * 32)

/** Words as bytes, as `abi.encode` of static values makes them. Integers are non-negative and below 2^256. */
export function encodeWords(values: readonly WordValue[]): Uint8Array {
  return Uint8Array.prototype.slice.call(fill(values))
}

/** keccak256 of {@link encodeWords}. At most 64 words. */
export function hashOfWords<H extends Hash>(values: readonly WordValue[]): H {
  return asHash<H>(keccak256Hex(fill(values)))
}

function fill(values: readonly WordValue[]): Buffer {
  if (values.length > CAPACITY) throw new RangeError(`at most ${CAPACITY} words`)
  scratch.fill(0, 0, values.length * 32)
  for (let i = 0; i < values.length; i++) writeWord(values[i] as WordValue, i * 32)
  return scratch.subarray(0, values.length * 32)
}

function writeWord(value: WordValue, offset: number): void {
  if (typeof value === 'string') {
    const byteCount = (value.length - 2) / 2
    scratch.write(value.slice(2), offset + 32 - byteCount, 'hex')
  } else if (typeof value === 'bigint') {
    scratch.writeBigUInt64BE(BigInt.asUintN(64, value), offset + 24)
    if (value >> 64n === 0n) return
    scratch.writeBigUInt64BE(BigInt.asUintN(64, value >> 64n), offset + 16)
    scratch.writeBigUInt64BE(BigInt.asUintN(64, value >> 128n), offset + 8)
    scratch.writeBigUInt64BE(value >> 192n, offset)
  } else if (typeof value === 'boolean') {
    scratch[offset + 31] = value ? 1 : 0
  } else {
    // Counts, offsets and numbers of blocks are below 2^53.
    scratch.writeUInt32BE(Math.floor(value / 0x1_0000_0000), offset + 24)
    scratch.writeUInt32BE(value % 0x1_0000_0000, offset + 28)
  }
}
