import type { L1Origin } from '@mvm/protocol'
import { MAX_ORIGIN_DRIFT } from './batchLimits.ts'

/** The timestamp nearest to `wanted` that a block may have after its parent and on its origin (spec 2.1). */
export function clampTimestamp(
  wanted: number,
  parentTimestamp: number,
  origin: Pick<L1Origin, 'timestamp'>,
): number {
  const lowest = Math.max(parentTimestamp, origin.timestamp)
  const highest = Math.max(parentTimestamp, origin.timestamp + MAX_ORIGIN_DRIFT)
  return Math.min(Math.max(wanted, lowest), highest)
}
