/**
 * Why a candidate is not in the sealed block. `block-full`, `nonce-too-high` and `fee-below-base-fee` may pass
 * later; after the others the transaction leaves the pool.
 */
export type SkipReason =
  | 'block-full'
  | 'nonce-too-high'
  | 'fee-below-base-fee'
  | 'nonce-too-low'
  | 'cannot-pay'
  | 'submit-denied'
  | 'invalid'
