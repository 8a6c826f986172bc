import type { TransactionBatch } from '@mvm/protocol'
import type { BatchRecord, L1View } from '@mvm/sequencer'
import { canonicalPrefix } from './canonicalPrefix.ts'

export interface FollowPlan {
  /** The last local block that L1 confirms; what is above it goes. */
  readonly rollBackTo: number
  /** The canonical batches after it, in order. */
  readonly adopt: readonly TransactionBatch[]
}

/** How a chain that holds nothing of its own gets from its local batches to the canonical ones. */
export function followPlan(
  view: L1View,
  records: readonly BatchRecord[],
  headNumber: number,
): FollowPlan {
  const agreed = canonicalPrefix(view, records)
  const last = view.batches[agreed - 1]
  const confirmed =
    last === undefined ? view.base.nextBlock - 1 : last.firstBlock + last.blockCount - 1
  return { rollBackTo: Math.min(confirmed, headNumber), adopt: view.batches.slice(agreed) }
}
