import type { BatchHash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import type { TransactionBatch } from './TransactionBatch.ts'

/** The fields that a batch's hash binds. */
export type BatchHashPreimage = Pick<
  TransactionBatch,
  | 'prevBatchHash'
  | 'chainId'
  | 'firstBlock'
  | 'blockCount'
  | 'queueStart'
  | 'queueEnd'
  | 'queueHashStart'
  | 'queueHashEnd'
  | 'originNumber'
  | 'originHash'
  | 'producer'
  | 'feeScalar'
  | 'payloadHash'
>

/** A batch's hash, the input commitment of its blocks (spec 3). */
export function batchHash(batch: BatchHashPreimage): BatchHash {
  return hashWords(
    batch.prevBatchHash,
    batch.chainId,
    batch.firstBlock,
    batch.blockCount,
    batch.queueStart,
    batch.queueEnd,
    batch.queueHashStart,
    batch.queueHashEnd,
    batch.originNumber,
    batch.originHash,
    batch.producer,
    batch.feeScalar,
    batch.payloadHash,
  )
}
