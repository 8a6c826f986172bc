import { formatMt, MvmError } from '@mvm/protocol'

/** Nobody is bonded for what a DAC should hold, so that deposits into it would be parked. */
export class EscrowNotAdmittedError extends MvmError {
  readonly code = 'ESCROW_NOT_ADMITTED'
  readonly chainId: number
  readonly amount: bigint

  constructor({ chainId, amount }: { readonly chainId: number; readonly amount: bigint }) {
    super(`no sequencer has allocated enough to chain ${chainId} for ${formatMt(amount)} MT`, {
      remedy: "Look into the sequencer's log for why it did not allocate its stake.",
    })
    this.chainId = chainId
    this.amount = amount
  }
}
