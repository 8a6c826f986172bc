import { toHex } from './toHex.ts'

/** The unsigned big-endian integer that bytes spell; 0 for none. */
export function toBigInt(bytes: Uint8Array): bigint {
  if (bytes.length > 6) return BigInt(toHex(bytes))
  // Up to 48 bits a plain number is exact and several times faster.
  let value = 0
  for (let i = 0; i < bytes.length; i++) value = value * 256 + (bytes[i] as number)
  return BigInt(value)
}
