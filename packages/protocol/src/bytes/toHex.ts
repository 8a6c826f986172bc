/** Bytes as lower-case hexadecimal with `0x` in front. */
export type Hex = `0x${string}`

/** Short arrays, as hashes are, have no buffer of their own until somebody asks for it, which is slow. */
const SHORT = 64
const short = Buffer.alloc(SHORT)

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): Hex {
  const { length } = bytes
  if (length <= SHORT) {
    short.set(bytes)
    return `0x${short.toString('hex', 0, length)}`
  }
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('hex')}`
}
