import { MalformedHexError } from '../error/MalformedHexError.ts'

/** Bytes of a hexadecimal string of even length, `0x` in front or not. Throws {@link MalformedHexError}. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.startsWith('0x') ? hex.slice(2) : hex
  const bytes = Buffer.from(digits, 'hex')
  if (bytes.length * 2 !== digits.length) throw new MalformedHexError({ value: hex })
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}
