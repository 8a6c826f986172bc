import type { Address, Hex, L1BlockHash, L1TransactionHash } from '@mvm/protocol'

/** One signed transaction for an intent; all of an intent's attempts have the same nonce. */
export interface L1Attempt {
  readonly transactionHash: L1TransactionHash
  /** Wei. */
  readonly maxFeePerGas: bigint
  /** Wei. */
  readonly maxPriorityFeePerGas: bigint
  /** An empty transfer to ourselves that takes the nonce instead of the intent. */
  readonly isCancellation: boolean
}

/** Where an attempt stands on L1. */
export interface L1Inclusion {
  readonly transactionHash: L1TransactionHash
  readonly blockNumber: number
  readonly blockHash: L1BlockHash
  readonly isSuccess: boolean
  readonly gasUsed: bigint
  /** Wei per gas. */
  readonly effectiveGasPrice: bigint
  /** What the call reverted with, as far as a replay could tell. */
  readonly revertData: Hex | null
}

/** How an intent ended; an L1 reorganisation can open it again. */
export type L1Settlement =
  | { readonly kind: 'included'; readonly inclusion: L1Inclusion }
  /** A transaction that is not ours took the nonce at about this block. */
  | { readonly kind: 'superseded'; readonly blockNumber: number }

/** Why an intent's nonce is to be used up without the intent. */
export type L1Cancellation =
  | { readonly kind: 'asked' }
  /** L1 said that such a transaction can never be included. */
  | { readonly kind: 'refused'; readonly rpcCode: number; readonly rpcMessage: string }
  /** There is no intent, or none any more: later transactions wait for the nonce. */
  | { readonly kind: 'gap' }

/** What must survive a restart of an intent that has a nonce. */
export interface L1IntentRecord {
  readonly id: string
  readonly nonce: number
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  readonly gasLimit: bigint
  readonly cancellation: L1Cancellation | null
  /** The oldest first; at least one. */
  readonly attempts: readonly L1Attempt[]
  /** The last attempt, signed. */
  readonly raw: Hex
  readonly settlement: L1Settlement | null
}
