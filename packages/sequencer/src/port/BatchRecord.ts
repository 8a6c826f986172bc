import type { BatchHash, TransactionBatch } from '@mvm/protocol'
import type { BatchOpening } from './BatchOpening.ts'

/**
 * One entry of the local batch log, keyed by its first block. Whether a batch stands on L1 is not part
 * of it: that is read from L1 alone.
 */
export type BatchRecord =
  | { readonly kind: 'open'; readonly opening: BatchOpening }
  | {
      readonly kind: 'closed'
      readonly opening: BatchOpening
      readonly blockCount: number
      readonly batchHash: BatchHash
    }
  /** Taken over from L1: somebody else posted it. */
  | { readonly kind: 'adopted'; readonly batch: TransactionBatch }

/** The record of a batch that will not change any more. */
export type FinishedRecord = Exclude<BatchRecord, { readonly kind: 'open' }>
