/** How many bytes {@link writeUvarint} needs for a value. */
export function uvarintSize(value: bigint): number {
  let size = 1
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) size++
  return size
}
