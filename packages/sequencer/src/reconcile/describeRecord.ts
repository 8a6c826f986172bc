import { type BatchHash, keccak256Hex, predeploys, type TransactionBatch } from '@mvm/protocol'
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
      adoptedAt: batch.l1BlockNumber,
      queueStart: batch.queueStart,
      queueEnd: batch.queueEnd,
      queueHashStart: batch.queueHashStart,
      queueHashEnd: batch.queueHashEnd,
      isPostable: isPostable(batch),
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

/** The producer's signature is not kept, and storage keeps payloads elsewhere. */
function isPostable({ producer, payload, payloadHash }: TransactionBatch): boolean {
  return producer === predeploys.feeVault && (payload.length > 0 || payloadHash === EMPTY_PAYLOAD)
}

const EMPTY_PAYLOAD = keccak256Hex(new Uint8Array(0))
