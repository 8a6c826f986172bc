import type { BatchHash } from '@mvm/protocol'
import type { BatchRecord, L1View } from '@mvm/sequencer'

/**
 * How many of the view's batches the local chain has block for block. A batch hash binds everything that went
 * into its blocks and into all blocks before, so that equal hashes mean equal blocks.
 */
export function canonicalPrefix(
  view: Pick<L1View, 'batches'>,
  records: readonly BatchRecord[],
): number {
  const local = new Map<number, BatchHash>()
  for (const record of records) {
    if (record.kind === 'adopted') local.set(record.batch.firstBlock, record.batch.batchHash)
    else if (record.kind === 'closed') local.set(record.opening.firstBlock, record.batchHash)
  }
  let count = 0
  for (const batch of view.batches) {
    if (local.get(batch.firstBlock) !== batch.batchHash) break
    count++
  }
  return count
}
