import type { BatchHash, L1BlockHash, QueueHash } from '@mvm/protocol'

/** One batch of the local chain, as far as its place on L1 depends on it. */
export interface LocalBatch {
  /** `open` is still being filled, `closed` is ours and finished, `adopted` somebody else's. */
  readonly status: 'open' | 'closed' | 'adopted'
  /** Absent while open. */
  readonly batchHash?: BatchHash
  readonly firstBlock: number
  readonly blockCount: number
  readonly originNumber: number
  readonly originHash: L1BlockHash
  /** L1 block that had it when it was adopted; absent for batches of our own. */
  readonly adoptedAt?: number
  readonly queueStart: number
  /** Exclusive. */
  readonly queueEnd: number
  readonly queueHashStart: QueueHash
  readonly queueHashEnd: QueueHash
  /** We have all that `appendSequencerBatch` needs; a foreign producer's signature is not kept. */
  readonly isPostable: boolean
  /** A call that appends it is in flight. */
  readonly isPosted: boolean
}
