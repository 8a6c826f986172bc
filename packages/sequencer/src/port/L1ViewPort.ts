import type { Hash, L1Origin, QueueElement, QueueHash, TransactionBatch } from '@mvm/protocol'

/**
 * The canonical L1 as seen at one head, for one DAC: an immutable snapshot that answers at once.
 * After an L1 reorg there is another snapshot; nothing in an old one changes.
 */
export interface L1View {
  readonly head: L1Origin
  /** Number of the finalized L1 block, 0 while there is none. */
  readonly finalizedNumber: number
  /**
   * The canonical L1 block of that number; `undefined` above the head and below the kept range, which
   * reaches down to at least `head − origin age`, and to the DAC's creation block if that is younger.
   */
  block(number: number): L1Origin | undefined
  /** Length of the CTC's queue. */
  readonly queueLength: number
  /** queueHash[index], `undefined` when `index > queueLength` (or far below what unfinalized batches use). */
  queueHash(index: number): QueueHash | undefined
  /** The elements `start` … `end − 1`. Kept from `base.queueEnd` on. */
  queueElements(start: number, end: number): readonly QueueElement[]
  /** Canonical batches after `base`, in order. */
  readonly batches: readonly TransactionBatch[]
  /**
   * What stands before `batches[0]`: a finalized batch that the local chain has, or the state before the
   * first batch.
   */
  readonly base: BatchTip
  /** SCC: number of the first block without an asserted output root. */
  readonly firstUnassertedBlock: number
  /** SCC: the standing state batch that ends before that block; absent while there is none but block 0's. */
  readonly lastStateBatch?: AssertedBatch | undefined
}

/** Output roots that somebody has asserted, as far as L1 keeps them. */
export interface AssertedBatch {
  readonly stateBatchIndex: number
  readonly firstBlock: number
  readonly rootCount: number
  readonly merkleRoot: Hash<'state batch'>
}

/** The end of a row of batches: what the next one builds on. */
export interface BatchTip {
  /** `bytes32(chainId)` before the first batch. */
  readonly batchHash: TransactionBatch['batchHash']
  readonly nextBlock: number
  readonly queueEnd: number
  readonly queueHashEnd: QueueHash
  /** Before the first batch: createDAC's L1 block. */
  readonly originNumber: number
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
}

/** Follows L1 with reorgs. Both methods reject when the signal aborts. */
export interface L1ViewPort {
  /** The newest snapshot; waits for the first one. While L1 is away the last one stays. */
  view(signal: AbortSignal): Promise<L1View>
  /** Resolves as soon as a snapshot other than `than` exists. */
  next(than: L1View, signal: AbortSignal): Promise<L1View>
}
