import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** The request took longer than the node allows. */
export class RequestTimeoutError extends RpcError {
  readonly code = 'REQUEST_TIMEOUT'
  readonly rpcCode = -32002
  readonly timeoutMs: number

  constructor({ timeoutMs }: { readonly timeoutMs: number }) {
    super(`request timed out after ${timeoutMs} ms`, {
      remedy: 'Ask for less at once, or run a node of your own with a longer timeout.',
    })
    this.timeoutMs = timeoutMs
  }

  override get data(): Json {
    return { code: this.code, timeoutMs: this.timeoutMs }
  }
}
