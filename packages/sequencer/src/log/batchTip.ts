import type { TransactionBatch } from '@mvm/protocol'
import type { BatchTip } from '../port/L1ViewPort.ts'

/** What the batch after one on L1 builds on. */
export function batchTip(batch: TransactionBatch): BatchTip {
  return {
    batchHash: batch.batchHash,
    nextBlock: batch.firstBlock + batch.blockCount,
    queueEnd: batch.queueEnd,
    queueHashEnd: batch.queueHashEnd,
    originNumber: batch.originNumber,
    feeScalar: batch.feeScalar,
  }
}
