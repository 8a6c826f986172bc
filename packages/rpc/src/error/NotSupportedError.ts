import { RpcError } from './RpcError.ts'

/** A known method or option that this node does not serve, and why. */
export class NotSupportedError extends RpcError {
  readonly code = 'NOT_SUPPORTED'
  readonly rpcCode = -32004

  constructor({ what, remedy }: { readonly what: string; readonly remedy?: string }) {
    super(
      remedy === undefined ? what : `${what}; ${remedy}`,
      remedy === undefined ? {} : { remedy },
    )
  }
}
