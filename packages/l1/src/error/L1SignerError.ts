import { type Address, MvmError } from '@mvm/protocol'

/** The key's holder gave no signature, or not one of the key for what was asked. */
export class L1SignerError extends MvmError {
  readonly code = 'L1_SIGNER'
  readonly address: Address

  constructor({
    address,
    reason,
    cause,
  }: { readonly address: Address; readonly reason: string; readonly cause?: unknown }) {
    super(`${address} did not sign an L1 transaction: ${reason}`, {
      remedy: 'Check the signer and its key.',
      cause,
    })
    this.address = address
  }
}
