import { MvmError } from '@mvm/protocol'

/** L1 was reorganised: under this number there is another dispute now, or none. */
export class DisputeReplacedError extends MvmError {
  readonly code = 'DISPUTE_REPLACED'
  readonly disputeId: number

  constructor({ disputeId }: { readonly disputeId: number }) {
    super(`dispute ${disputeId} is not the one any more that it was: L1 was reorganised`, {
      remedy: 'Look at the open disputes again.',
    })
    this.disputeId = disputeId
  }
}
