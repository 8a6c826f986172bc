/** Writes a non-negative value as LEB128 in its shortest form and returns the offset after it. */
export function writeUvarint(value: bigint, bytes: Uint8Array, start: number): number {
  let position = start
  let rest = value
  for (; rest > 0x7fn; rest >>= 7n) bytes[position++] = Number(rest & 0x7fn) | 0x80
  bytes[position++] = Number(rest)
  return position
}
