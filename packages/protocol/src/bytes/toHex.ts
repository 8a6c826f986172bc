/** Bytes as lower-case hexadecimal with `0x` in front. */
export type Hex = `0x${string}`

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`
}
