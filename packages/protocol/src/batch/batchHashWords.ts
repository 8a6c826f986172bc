import type { Word } from '../hash/hashWords.ts'
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

/** What a batch's hash is of, word by word (spec 3). */
export function batchHashWords(batch: BatchHashPreimage): readonly Word[] {
  return [
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
  ]
}
