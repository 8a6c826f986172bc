import type { SkipReason as ExecutionSkipReason } from '@mvm/execution'
import type { SkipReason } from '@mvm/sequencer'

/** What a skipped candidate's reason means to the mempool: whether it may pass later. */
export function toSkipReason(reason: ExecutionSkipReason): SkipReason {
  switch (reason.code) {
    case 'BLOCK_GAS_EXCEEDED':
      return 'block-full'
    case 'NONCE_AHEAD':
      return 'nonce-too-high'
    case 'NONCE_TOO_LOW':
      return 'nonce-too-low'
    case 'MAX_FEE_BELOW_BASE_FEE':
      return 'fee-below-base-fee'
    case 'INSUFFICIENT_FUNDS':
      return 'cannot-pay'
    case 'SUBMIT_DENIED':
      return 'submit-denied'
    default:
      return 'invalid'
  }
}
