import type { TransactionBatch } from '@mvm/protocol'
import type { BatchRecord, L1View } from '@mvm/sequencer'
import { canonicalPrefix } from './canonicalPrefix.ts'

export interface FollowPlan {
  /** What is above this block contradicts L1 and goes. */
  readonly rollBackTo: number
  /** The canonical batches after it, in order. */
  readonly adopt: readonly TransactionBatch[]
}

/**
 * How the local chain gets to the canonical batches. Blocks that L1 does not contradict stay: they are unsafe, or
 * became so again when an L1 reorg took their batch away, and may well come back.
 */
export function followPlan(
  view: L1View,
  records: readonly BatchRecord[],
  headNumber: number,
): FollowPlan {
  const agreed = canonicalPrefix(view, records)
  if (agreed === view.batches.length) return { rollBackTo: headNumber, adopt: [] }
  const last = view.batches[agreed - 1]
  const confirmed =
    last === undefined ? view.base.nextBlock - 1 : last.firstBlock + last.blockCount - 1
  return { rollBackTo: Math.min(confirmed, headNumber), adopt: view.batches.slice(agreed) }
}
