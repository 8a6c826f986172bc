/** The larger of two integers; `Math.max` does not take them. */
export function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}
