import type { BatchSources } from '@mvm/derivation'
import type { OutputRoot } from '@mvm/protocol'

/** Consecutive blocks with what L1 says about them; all of it from L1, nothing from a node. */
export interface SegmentClaim {
  readonly chainId: number
  readonly firstBlock: number
  /** The block before the first one's, on which both sides agree: its leaf in the state batches. */
  readonly parentRoot: OutputRoot
  /** A root for each block, in order. */
  readonly claimedRoots: readonly OutputRoot[]
  /** The transaction batches that the blocks are in, in order. */
  readonly sources: readonly BatchSources[]
}
