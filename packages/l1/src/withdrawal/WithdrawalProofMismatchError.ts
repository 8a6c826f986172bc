import { type Hex, MvmError } from '@mvm/protocol'

/** What a node says about its blocks is not what stands on L1, or is no proof of the message. */
export class WithdrawalProofMismatchError extends MvmError {
  readonly code = 'WITHDRAWAL_PROOF_MISMATCH'
  readonly withdrawalHash: Hex

  constructor({
    withdrawalHash,
    reason,
  }: { readonly withdrawalHash: Hex; readonly reason: string }) {
    super(`withdrawal ${withdrawalHash} cannot be proven: ${reason}`, {
      remedy:
        'Ask another node; if all say the same, the state batch on L1 is wrong and can be disputed.',
    })
    this.withdrawalHash = withdrawalHash
  }
}
