import { type Address, MvmError } from '@mvm/protocol'

/** A simulation was to move an account that is no precompile. */
export class NotAPrecompileError extends MvmError {
  readonly code = 'NOT_A_PRECOMPILE'
  readonly address: Address

  constructor({ address }: { readonly address: Address }) {
    super(`account ${address} is not a precompile`, {
      remedy: 'Move only addresses at which the block’s fork has a precompile.',
    })
    this.address = address
  }
}
