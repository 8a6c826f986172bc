import type { BatchHash, OutputRoot } from '@mvm/protocol'
import type { ClosedBatch } from '../batch/ClosedBatch.ts'

export interface StateBatch {
  readonly chainId: number
  readonly firstBlock: number
  readonly outputRoots: readonly OutputRoot[]
  /** The transaction batch that contains the last of these blocks. */
  readonly batchHash: BatchHash
}

/** A call of the sequencer to L1; the adapter encodes it. */
export type L1Call =
  | {
      readonly kind: 'appendSequencerBatch'
      /**
       * Names the call for good: a call whose id is in flight is joined and never sent a second time, also
       * after a restart.
       */
      readonly id: string
      readonly batch: ClosedBatch
      readonly gasLimit: bigint
    }
  | {
      readonly kind: 'appendStateBatch'
      readonly id: string
      readonly batch: StateBatch
      readonly gasLimit: bigint
    }

export type L1CallOutcome =
  | { readonly kind: 'included'; readonly l1BlockNumber: number }
  | {
      readonly kind: 'reverted'
      readonly l1BlockNumber: number
      /** Name of the contract's custom error if the adapter could tell. */
      readonly reason: string
    }
  /** Nothing was done: L1 does not take it, it was cancelled, or somebody else used the account's nonce. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nothing was sent: in this L1 block, the next one, it is not this account's turn; that may be otherwise after it. */
  | { readonly kind: 'untimely'; readonly l1BlockNumber: number; readonly reason: string }

/**
 * Sends transactions from the sequencer's L1 account. Behind it are the durable journal of what is in
 * flight, fee bumping and nonce recovery (the l1 package's sender).
 */
export interface L1CallPort {
  /**
   * Resolves when the call is settled. Calls are mined in the order of first sending and are not simulated,
   * because a batch may follow one that is still in flight. While L1 is away it waits. Rejects on abort,
   * which ends the waiting and not the call.
   */
  send(call: L1Call, signal: AbortSignal): Promise<L1CallOutcome>
  /** Takes a call back if it is not mined yet: the blocks that it is about are gone. */
  cancel(id: string): void
}
