import type { BatchHash, L1BlockHash, L1TransactionHash, OutputRoot } from '@mvm/protocol'
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
      readonly batch: ClosedBatch
      readonly gasLimit: bigint
    }
  | { readonly kind: 'appendStateBatch'; readonly batch: StateBatch; readonly gasLimit: bigint }

export type L1CallOutcome =
  | {
      readonly kind: 'mined'
      readonly l1BlockNumber: number
      readonly l1BlockHash: L1BlockHash
      readonly l1TransactionHash: L1TransactionHash
    }
  | {
      readonly kind: 'reverted'
      readonly l1BlockNumber: number
      /** Name of the contract's custom error if the adapter could tell. */
      readonly reason: string
    }
  /** Another transaction of the account took the nonce: this call was never mined. */
  | { readonly kind: 'replaced'; readonly l1BlockNumber: number }

export interface L1CallOptions {
  /**
   * The nonce under which an earlier run or attempt sent this very call. Used again while no transaction
   * with it is mined, so that the call cannot be mined twice; ignored afterwards.
   */
  readonly nonce?: number
  /** Awaited with the nonce before the first broadcast under it. */
  readonly beforeBroadcast: (nonce: number) => Promise<void>
  readonly signal: AbortSignal
}

/** Sends transactions from the sequencer's L1 account: fee bumping and nonce recovery happen behind it. */
export interface L1CallPort {
  /**
   * Resolves when the call has been mined once (a later reorg shows in {@link L1View}). Calls get
   * nonces in the order of `send` and are never simulated first, because a batch may follow one that is
   * still in flight. While L1 is away it waits. Rejects only on abort or when the account cannot pay.
   */
  send(call: L1Call, options: L1CallOptions): Promise<L1CallOutcome>
}
