import type { Address, TransactionHash } from '@mvm/protocol'
import type { SignedChainTransaction } from './ChainTransaction.ts'

/**
 * Why the mempool refused a well-formed transaction. The RPC turns it into the words that Ethereum tools
 * look for.
 */
export type PoolRefusal =
  | 'ACCOUNT_LIMIT'
  | 'ALREADY_KNOWN'
  | 'BLOBS_INVALID'
  | 'DELEGATION_LIMIT'
  | 'FEE_CAP_TOO_LOW'
  | 'FLOOR_GAS'
  | 'INITCODE_SIZE'
  | 'INSUFFICIENT_FUNDS'
  | 'INTRINSIC_GAS'
  | 'NONCE_TOO_HIGH'
  | 'NONCE_TOO_LOW'
  | 'POOL_FULL'
  | 'REPLACEMENT_UNDERPRICED'
  | 'RESOLVER_ADDRESS'
  | 'SENDER_HAS_CODE'
  | 'TIP_ABOVE_FEE_CAP'
  | 'UNDERPRICED'

export type SubmitOutcome =
  | { readonly status: 'accepted'; readonly hash: TransactionHash }
  | {
      readonly status: 'refused'
      readonly refusal: PoolRefusal
      /** Figures for humans, such as `balance 1, needed 2`; may be empty. */
      readonly detail: string
      /** For the nonce refusals: what the account should use next. */
      readonly expectedNonce?: bigint
    }
  /** The charter at the head keeps the signer from it. */
  | {
      readonly status: 'denied'
      readonly signer: Address
      /** Bit number, mostly that of SUBMIT (spec 2.3). */
      readonly permission: number
    }
  /** Nobody can take it now, for instance because the sequencer cannot be reached. */
  | { readonly status: 'unavailable'; readonly reason: string }

export interface PoolContent {
  /** Executable now. */
  readonly pending: readonly SignedChainTransaction[]
  /** Waiting for a nonce gap to close or for funds. */
  readonly queued: readonly SignedChainTransaction[]
}

/** The chain's mempool, here or, on a follower, at the sequencer. */
export interface PoolPort {
  /**
   * Settles once the transaction is acknowledged (spec 6.2). Rejects with protocol's
   * `InvalidTransactionError` for bytes that are no transaction of this chain.
   */
  submit(encoded: Uint8Array): Promise<SubmitOutcome>
  /** A transaction in the pool, not one that is mined already. */
  transaction(hash: string): SignedChainTransaction | null
  encodedTransaction(hash: string): Uint8Array | null
  /** Nonce after the account's executable transactions; `null` when it has none here. */
  pendingNonce(address: Address): bigint | null
  content(): PoolContent
  counts(): { readonly pending: number; readonly queued: number }
  /** Least tip that the pool accepts, in wei per gas. */
  minimumTip(): bigint
}
