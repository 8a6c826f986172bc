import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

const REASONS = {
  SIGNED_OUT: 'and this request came without a session',
  SESSION_OVER: 'and the session is over, or was not made here for this DAC',
} as const

/** The DAC's charter restricts READ, and nobody knows who asks (spec 2.3). */
export class AuthRequiredError extends RpcError {
  readonly code = 'AUTH_REQUIRED'
  readonly rpcCode = -32051
  readonly reason: keyof typeof REASONS

  constructor({ reason }: { readonly reason: keyof typeof REASONS }) {
    super(`authentication required: the charter restricts READ, ${REASONS[reason]}`, {
      remedy:
        'Sign the message of mvm_signInChallenge, give it to mvm_signIn, and send its token as Authorization: Bearer.',
    })
    this.reason = reason
  }

  override get data(): Json {
    return { reason: this.reason }
  }
}
