import type { BatchRecord } from '@mvm/sequencer'
import { canonicalPrefix } from './canonicalPrefix.ts'
import type { ViewedBatches } from './viewAbove.ts'

export interface DerivedHeads {
  /** The last block of the last canonical batch that the local chain has. */
  readonly safeNumber: number
  /** The same for batches in finalized L1 blocks. */
  readonly finalizedNumber: number
  /** How many of the view's batches are safe. */
  readonly safeBatches: number
}

/** How far L1, as one view shows it, confirms the local chain. */
export function derivedHeads(view: ViewedBatches, records: readonly BatchRecord[]): DerivedHeads {
  const safeBatches = canonicalPrefix(view, records)
  let safeNumber = view.base.nextBlock - 1
  let finalizedNumber = safeNumber
  for (const batch of view.batches.slice(0, safeBatches)) {
    safeNumber = batch.firstBlock + batch.blockCount - 1
    if (batch.l1BlockNumber <= view.finalizedNumber) finalizedNumber = safeNumber
  }
  return { safeNumber, finalizedNumber, safeBatches }
}
