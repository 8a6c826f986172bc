import type { StateHash } from '../state/hashState.ts'

/**
 * The part whose beginning is right and whose end is not: the first cut that differs ends it, and if none does it is
 * the last one, whose end is the segment's. Right only if the segment's beginning is.
 */
export function pickedPart(posted: readonly StateHash[], own: readonly StateHash[]): number {
  const first = posted.findIndex((hash, i) => hash !== own[i])
  return first === -1 ? posted.length : first
}
