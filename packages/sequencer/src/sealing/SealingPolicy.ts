/** When a sequencer seals blocks and closes batches: its own choice within the rules. */
export interface SealingPolicy {
  /** L1 blocks that an origin should lie behind the head: 0 on a devnet, at least 4 on a public L1. */
  readonly originDepth: number
  /** Least time between two blocks; 0 seals on arrival. */
  readonly sealIntervalMs: number
  /** How long a batch may stay open. */
  readonly maxBatchAgeMs: number
  /**
   * How long a batch stays open at least when only queue elements want the next one: a batch costs the sequencer as much L1
   * gas as many deposits of nothing cost their sender. 0 takes them in with L1's next block.
   */
  readonly elementWaitMs: number
  /** L1 blocks by which the head may run ahead of an open batch's origin. */
  readonly maxOriginLag: number
  /** Expected time between two L1 blocks. */
  readonly l1BlockTimeMs: number
  /**
   * How long to wait for the next L1 block when the budget of blocks is used up and there is little to seal.
   * Afterwards a batch of a single block is opened on the same origin.
   */
  readonly starvedWaitMs: number
  /** Closed batches that may wait for L1; nothing is sealed beyond. */
  readonly maxUnincludedBatches: number
}
