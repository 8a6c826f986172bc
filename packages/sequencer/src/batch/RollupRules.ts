/** What the L1 deployment fixes for batches (parameters; strict or dev values). */
export interface RollupRules {
  /** Elements enqueued more than this many L1 blocks before a batch's origin must be consumed by it. */
  readonly forcedInclusionDelay: number
  /** L1 blocks that an origin may lie back when its batch is appended. */
  readonly maxOriginAge: number
  /** L2 blocks that a batch may hold for each L1 block since the origin before, and one more. */
  readonly blocksPerL1Block: number
}
