import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** The node could answer at another time: it is starting, or what it needs cannot be reached. */
export class UnavailableError extends RpcError {
  readonly code = 'UNAVAILABLE'
  readonly rpcCode = -32002

  constructor({ reason }: { readonly reason: string }) {
    super(reason, { remedy: 'Try again later.' })
  }

  override get data(): Json {
    return { code: this.code }
  }
}
