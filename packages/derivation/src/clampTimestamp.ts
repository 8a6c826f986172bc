/** How far, in seconds, an L2 block may be ahead of its origin. */
const MAX_ORIGIN_LEAD = 600

/**
 * An L2 block's timestamp (spec 2.1): clamp(parent + delta, max(parent, origin), max(parent, origin + 600 s)),
 * all in seconds.
 */
export function clampTimestamp(
  parentTimestamp: number,
  delta: bigint,
  originTimestamp: number,
): number {
  const earliest = Math.max(parentTimestamp, originTimestamp)
  const latest = Math.max(parentTimestamp, originTimestamp + MAX_ORIGIN_LEAD)
  // A delta reaches 2^56, where numbers are no longer exact: it is compared before it is converted.
  if (delta >= BigInt(latest - parentTimestamp)) return latest
  return Math.max(earliest, parentTimestamp + Number(delta))
}
