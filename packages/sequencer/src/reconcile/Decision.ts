import type { TransactionBatch } from '@mvm/protocol'
import type { LocalBatch } from './LocalBatch.ts'

export type ResealReason =
  /** L1 abandoned the origin. */
  | 'origin-abandoned'
  /** The CTC would refuse the origin for its age. */
  | 'origin-too-old'
  /** The queue holds other elements than those consumed. */
  | 'queue-changed'
  /** An adopted batch vanished from L1 and cannot be posted by us. */
  | 'not-postable'

/** What to do so that the local chain and L1 come to agree. */
export type Decision =
  /** All is well: `unincluded` are on their way, `safeCount` batches of the view are the local ones. */
  | {
      readonly kind: 'keep'
      readonly safeCount: number
      readonly unincluded: readonly LocalBatch[]
    }
  /** The same, but not all of `unincluded` are in flight: post those that are not, in order. */
  | {
      readonly kind: 'repost'
      readonly safeCount: number
      readonly unincluded: readonly LocalBatch[]
    }
  /**
   * The view does not reach the L1 block on which a local batch rests, that of its origin or the one in which it was
   * adopted: L1 is on its way through a reorg, or this node has just started. Neither seal nor post, and take nothing back.
   */
  | { readonly kind: 'wait'; readonly safeCount: number; readonly l1BlockNumber: number }
  /** Take back the blocks from `fromBlock` on and seal their transactions again on a newer origin. */
  | {
      readonly kind: 'reseal'
      readonly safeCount: number
      readonly fromBlock: number
      readonly reason: ResealReason
    }
  /** Take back the blocks from `fromBlock` on, if there are any, and execute these batches instead. */
  | {
      readonly kind: 'adopt'
      readonly safeCount: number
      readonly fromBlock: number
      readonly batches: readonly TransactionBatch[]
    }
