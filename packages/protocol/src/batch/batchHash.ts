import { asHash, type BatchHash } from '../hash/Hash.ts'
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

/** What stands for the batch hash before a chain's first batch: `bytes32(chainId)` (spec 3). */
export function initialBatchHash(chainId: number): BatchHash {
  return asHash<BatchHash>(`0x${chainId.toString(16).padStart(64, '0')}`)
}
