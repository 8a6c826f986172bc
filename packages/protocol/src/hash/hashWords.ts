import type { Hex } from '../bytes/toHex.ts'
import { asHash, type Hash } from './Hash.ts'
import { keccak256Hex } from './keccak256Hex.ts'

/** What fills one ABI word: integers and shorter hexadecimal (addresses) stand at its right end. */
export type Word = bigint | number | boolean | Hex

const MAX_WORDS = 32
const words = Buffer.alloc(MAX_WORDS * 32)

/**
 * `keccak256(abi.encode(...))` of at most 32 values of static types, one word each: what the
 * specification writes as `keccak(a, b, …)`. Throws RangeError for what does not fit a word, which would spill into the next:
 * then two different rows of values had one hash.
 */
export function hashWords<H extends Hash>(...values: readonly Word[]): H {
  if (values.length > MAX_WORDS) throw new RangeError(`hashWords takes at most ${MAX_WORDS} values`)
  words.fill(0, 0, values.length * 32)
  for (let i = 0; i < values.length; i++) writeWord(values[i] as Word, i * 32)
  return asHash<H>(keccak256Hex(words.subarray(0, values.length * 32)))
}

function writeWord(value: Word, offset: number): void {
  if (typeof value === 'string') {
    const byteCount = (value.length - 2) / 2
    if (byteCount > 32) throw new RangeError(`${byteCount} bytes do not fit a word`)
    words.write(value.slice(2), offset + 32 - byteCount, 'hex')
  } else if (typeof value === 'bigint') {
    const digits = value.toString(16)
    if (value < 0n || digits.length > 64) throw new RangeError(`${value} does not fit a word`)
    words.write(
      digits.length % 2 === 0 ? digits : `0${digits}`,
      offset + 32 - ((digits.length + 1) >> 1),
      'hex',
    )
  } else if (typeof value === 'boolean') {
    words[offset + 31] = value ? 1 : 0
  } else {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${value} is no whole number`)
    // Below 2^53: 21 bits above 32.
    words.writeUInt32BE(Math.floor(value / 0x1_0000_0000), offset + 24)
    words.writeUInt32BE(value % 0x1_0000_0000, offset + 28)
  }
}
