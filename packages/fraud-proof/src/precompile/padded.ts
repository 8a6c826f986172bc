/** Bytes from an offset on, as many as asked for: what the input does not have is zero. */
export function padded(input: Uint8Array, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set(input.subarray(offset, offset + length))
  return bytes
}
