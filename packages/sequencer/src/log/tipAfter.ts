import type { FinishedRecord } from '../port/BatchRecord.ts'
import type { BatchTip } from '../port/L1ViewPort.ts'
import { batchTip } from './batchTip.ts'

/** What the batch after a finished one builds on. */
export function tipAfter(record: FinishedRecord): BatchTip {
  if (record.kind === 'adopted') return batchTip(record.batch)
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
