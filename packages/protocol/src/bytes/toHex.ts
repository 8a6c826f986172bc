/** Bytes as lower-case hexadecimal with `0x` in front. */
export type Hex = `0x${string}`

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): Hex {
  let hex = '0x'
  for (let i = 0; i < bytes.length; i++) hex += HEX[bytes[i] as number]
  return hex as Hex
}
