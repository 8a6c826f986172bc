import { type Address, type Hex, MvmError } from '@mvm/protocol'

export class ProvisionFailedError extends MvmError {
  readonly code = 'PROVISION_FAILED'
  readonly to: Address
  readonly hash: Hex

  constructor({ to, hash }: { readonly to: Address; readonly hash: Hex }) {
    super(`a transaction that sets the devnet up reverted on L1: ${hash} to ${to}`, {
      remedy: 'Start with an empty --data folder; if it happens again, it is a bug: report it.',
    })
    this.to = to
    this.hash = hash
  }
}
