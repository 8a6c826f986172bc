import { type Address, MvmError } from '@mvm/protocol'

/** The account of a producer's node has no bond in the pool, or has left it. */
export class ProducerNotSignedUpError extends MvmError {
  readonly code = 'PRODUCER_NOT_SIGNED_UP'
  readonly account: Address
  readonly hasLeft: boolean

  constructor({ account, hasLeft }: { readonly account: Address; readonly hasLeft: boolean }) {
    super(
      `${account} ${hasLeft ? 'has left the producers' : 'is no producer'}: no DAC is ever assigned to it`,
      {
        remedy: hasLeft
          ? 'Run: mvm provider withdraw, then mvm provider register, with its key.'
          : 'Run: mvm provider register, with its key.',
      },
    )
    this.account = account
    this.hasLeft = hasLeft
  }
}
