/** Bytes of a non-negative number as LEB128. */
export function uvarintLength(value: number): number {
  let length = 1
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) length++
  return length
}
