import type { BatchSources } from '@mvm/derivation'
import type { OutputRoot } from '@mvm/protocol'
import type { SegmentClaim } from '../segment/SegmentClaim.ts'
import type { BatchPlace } from './BatchPlace.ts'
import type { Duty } from './Duty.ts'

/** An output root as L1 has it. */
export interface AssertedRoot {
  readonly blockNumber: number
  readonly stateBatchIndex: number
  readonly root: OutputRoot
}

/** What L1 says of the chains, as a follower of L1 has proved it; nothing in it is from an L2 node. */
export interface L1ClaimPort {
  /** `null` when the state batch lives no more, or L1 was reorganised below it. */
  claim(duty: Duty, signal: AbortSignal): Promise<SegmentClaim | null>
  /**
   * A chain's transaction batches from the one with a block on, as far as another block's; in order.
   *
   * @param near where a batch with `fromBlock` or an earlier one stood: L1 need not be read from the chain's creation on
   */
  batches(
    chainId: number,
    fromBlock: number,
    toBlock: number,
    signal: AbortSignal,
    near?: BatchPlace,
  ): AsyncIterable<BatchSources>
  /** Whether a dispute has deleted a state batch. */
  isDeleted(chainId: number, stateBatchIndex: number): boolean
  /** The live state batches' roots of blocks 1 to `toBlock` that can still be disputed, in order. */
  assertedRoots(
    chainId: number,
    toBlock: number,
    signal: AbortSignal,
  ): Promise<readonly AssertedRoot[]>
}
