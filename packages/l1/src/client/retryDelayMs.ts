/**
 * The wait before retry number `retry` (from 0): doubles each time up to `maxDelayMs`, then a random part of its
 * upper half, so that many clients of one L1 do not come back in step.
 */
export function retryDelayMs({
  retry,
  firstDelayMs,
  maxDelayMs,
  random,
}: {
  readonly retry: number
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** In [0, 1). */
  readonly random: () => number
}): number {
  const delayMs = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(retry, 30))
  return Math.round(delayMs * (0.5 + random() / 2))
}
