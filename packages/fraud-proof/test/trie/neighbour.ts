import { fromHex, toHex } from '@mvm/protocol'

/** A key that another one shares so many nibbles with, and then has this one instead of its own. */
export function neighbour(key: Uint8Array, level: number, nibble: number): Uint8Array {
  const digits = [...toHex(key).slice(2)]
  digits[level] = nibble.toString(16)
  // No key that hashing gave ends so.
  digits.splice(-8, 8, ...'00000000')
  return fromHex(`0x${digits.join('')}`)
}
