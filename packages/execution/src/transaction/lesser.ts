/** The smaller of two integers; `Math.min` does not take them. */
export function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
