import type { BlockInput, L1Origin, QueueElement, TransactionBatch } from '@mvm/protocol'
import { checkBatchSources } from './checkBatchSources.ts'
import { takeBlocks } from './takeBlocks.ts'

/** A batch with what L1 has beside it. */
export interface BatchSources {
  readonly batch: TransactionBatch
  /** Elements `batch.queueStart` to `batch.queueEnd - 1`, in this order. */
  readonly queueElements: readonly QueueElement[]
  /** The L1 block that the batch names. */
  readonly origin: L1Origin
}

/**
 * Consecutive blocks out of consecutive batches (spec 2.1), from any block on whose parent's time is known. Pure and
 * total in what L1 carries. Throws {@link DerivationInputError} when the sources do not belong together or do not hold
 * all of the blocks.
 *
 * @param parent the block before the first one: its number, and its time in seconds since 1970
 */
export function deriveSegment(
  sources: readonly BatchSources[],
  parent: { readonly number: number; readonly timestamp: number },
  lastBlock: number,
): BlockInput[] {
  for (const source of sources) {
    checkBatchSources({ ...source, parentNumber: source.batch.firstBlock - 1 })
  }
  return takeBlocks(sources, parent, lastBlock)
}
