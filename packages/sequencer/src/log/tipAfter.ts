import type { FinishedRecord } from '../port/BatchRecord.ts'
import type { BatchTip } from '../port/L1ViewPort.ts'

/** What the batch after a finished one builds on. */
export function tipAfter(record: FinishedRecord): BatchTip {
  if (record.kind === 'adopted') {
    const { batch } = record
    return {
      batchHash: batch.batchHash,
      nextBlock: batch.firstBlock + batch.blockCount,
      queueEnd: batch.queueEnd,
      queueHashEnd: batch.queueHashEnd,
      originNumber: batch.originNumber,
      feeScalar: batch.feeScalar,
    }
  }
  const { opening, blockCount, batchHash } = record
  return {
    batchHash,
    nextBlock: opening.firstBlock + blockCount,
    queueEnd: opening.queueEnd,
    queueHashEnd: opening.queueHashEnd,
    originNumber: opening.origin.number,
    feeScalar: opening.feeScalar,
  }
}
