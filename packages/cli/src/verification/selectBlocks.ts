import type { StateBatchAppended } from '@mvm/l1'
import type { TransactionBatch } from '@mvm/protocol'
import type { BlockSpan } from './BlockSpan.ts'

/** What a verification compares, and what it has to execute for that. */
export interface Selection {
  readonly span: BlockSpan
  /** Those with a block of the span in them. */
  readonly stateBatches: readonly StateBatchAppended[]
  /** All batches up to the last one needed: execution begins at genesis. */
  readonly batches: readonly TransactionBatch[]
}

/**
 * The blocks of one batch, or of all with genesis, and the state batches that assert them; state batches whose blocks
 * L1 does not all have are left out. `undefined` when there is no such batch.
 */
export function selectBlocks(
  wanted: number | 'all',
  batches: readonly TransactionBatch[],
  standing: readonly StateBatchAppended[],
): Selection | undefined {
  const lastKnown = lastBlockOf(batches.at(-1))
  const batch = wanted === 'all' ? undefined : batches[wanted]
  if (wanted !== 'all' && batch === undefined) return undefined
  const span =
    batch === undefined
      ? { first: 0, last: lastKnown }
      : { first: batch.firstBlock, last: lastBlockOf(batch) }
  const stateBatches = standing.filter(({ firstBlock, rootCount }) => {
    const last = firstBlock + rootCount - 1
    return firstBlock <= span.last && last >= span.first && last <= lastKnown
  })
  const needed = Math.max(
    span.last,
    ...stateBatches.map(({ firstBlock, rootCount }) => firstBlock + rootCount - 1),
  )
  return { span, stateBatches, batches: batches.filter(({ firstBlock }) => firstBlock <= needed) }
}

/** Genesis where there is no batch. */
function lastBlockOf(batch: TransactionBatch | undefined): number {
  return batch === undefined ? 0 : batch.firstBlock + batch.blockCount - 1
}
