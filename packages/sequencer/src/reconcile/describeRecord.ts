import { type BatchHash, predeploys } from '@mvm/protocol'
import type { BatchRecord } from '../port/BatchRecord.ts'
import type { LocalBatch } from './LocalBatch.ts'

/** A record of the batch log as {@link reconcile} looks at it. */
export function describeRecord(
  record: BatchRecord,
  headNumber: number,
  isPosted: (batchHash: BatchHash) => boolean,
): LocalBatch {
  if (record.kind === 'adopted') {
    const { batch } = record
    return {
      status: 'adopted',
      batchHash: batch.batchHash,
      firstBlock: batch.firstBlock,
      blockCount: batch.blockCount,
      originNumber: batch.originNumber,
      originHash: batch.originHash,
      queueStart: batch.queueStart,
      queueEnd: batch.queueEnd,
      queueHashStart: batch.queueHashStart,
      queueHashEnd: batch.queueHashEnd,
      isPostable: batch.producer === predeploys.feeVault,
      isPosted: isPosted(batch.batchHash),
    }
  }
  const { opening } = record
  const place = {
    firstBlock: opening.firstBlock,
    originNumber: opening.origin.number,
    originHash: opening.origin.hash,
    queueStart: opening.queueStart,
    queueEnd: opening.queueEnd,
    queueHashStart: opening.queueHashStart,
    queueHashEnd: opening.queueHashEnd,
  }
  if (record.kind === 'open') {
    const blockCount = headNumber - opening.firstBlock + 1
    return { status: 'open', ...place, blockCount, isPostable: false, isPosted: false }
  }
  const { batchHash, blockCount } = record
  return {
    status: 'closed',
    ...place,
    batchHash,
    blockCount,
    isPostable: true,
    isPosted: isPosted(batchHash),
  }
}
