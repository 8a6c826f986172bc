/** How far, in seconds, a block may be ahead of its origin. */
const MAX_LEAD = 600n

/** A block's timestamp: clamp(parent + delta, max(parent, origin), max(parent, origin + 600 s)) (spec 2.1). */
export function timestampOf(parent: number, delta: bigint, origin: number): number {
  const wanted = BigInt(parent) + delta
  const least = BigInt(Math.max(parent, origin))
  const latest = BigInt(origin) + MAX_LEAD
  const most = latest > BigInt(parent) ? latest : BigInt(parent)
  return Number(wanted < least ? least : wanted > most ? most : wanted)
}
