import type { Address, InvalidTransactionReason } from '@mvm/protocol'

/**
 * Why a sequenced transaction is skipped: no receipt, no state change (spec 2.2). The reason is for people and
 * the RPC; consensus only knows that it is skipped.
 */
export type SkipReason =
  | {
      readonly code: 'INVALID_ENCODING'
      readonly reason: InvalidTransactionReason
      readonly detail: string
    }
  | { readonly code: 'BLOCK_GAS_EXCEEDED'; readonly available: bigint; readonly gasLimit: bigint }
  | { readonly code: 'GAS_LIMIT_TOO_HIGH'; readonly gasLimit: bigint; readonly maximum: bigint }
  /** Only of a faulty machine: the transaction stands in the payload and is left out all the same. */
  | { readonly code: 'LEFT_OUT' }
  | { readonly code: 'TO_IPFS_RESOLVER' }
  | { readonly code: 'INTRINSIC_GAS_TOO_LOW'; readonly required: bigint; readonly gasLimit: bigint }
  | { readonly code: 'FLOOR_GAS_TOO_LOW'; readonly required: bigint; readonly gasLimit: bigint }
  | { readonly code: 'INIT_CODE_TOO_LARGE'; readonly size: number }
  | { readonly code: 'TIP_ABOVE_MAX_FEE' }
  | {
      readonly code: 'MAX_FEE_BELOW_BASE_FEE'
      readonly maxFeePerGas: bigint
      readonly baseFeePerGas: bigint
    }
  | { readonly code: 'NONCE_TOO_LOW'; readonly nonce: bigint; readonly expected: bigint }
  | { readonly code: 'NONCE_AHEAD'; readonly nonce: bigint; readonly expected: bigint }
  | { readonly code: 'NONCE_EXHAUSTED' }
  | { readonly code: 'SENDER_HAS_CODE'; readonly signer: Address }
  | { readonly code: 'SUBMIT_DENIED'; readonly signer: Address }
  | { readonly code: 'INSUFFICIENT_FUNDS'; readonly required: bigint; readonly available: bigint }
  | { readonly code: 'BLOBS_INVALID'; readonly detail: string }
