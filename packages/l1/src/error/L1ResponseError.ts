import { MvmError } from '@mvm/protocol'

/** The L1 node answered a call with a result that cannot be one. */
export class L1ResponseError extends MvmError {
  readonly code = 'L1_RESPONSE'
  readonly method: string
  readonly reason: string

  constructor({ method, reason }: { readonly method: string; readonly reason: string }) {
    super(`L1's answer to ${method} is unusable: ${reason}`, {
      remedy: 'Use an L1 node that follows the Ethereum JSON-RPC specification.',
    })
    this.method = method
    this.reason = reason
  }
}
