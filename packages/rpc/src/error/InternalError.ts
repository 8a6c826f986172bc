import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** Something unexpected; what it was stands in the node's log beside the id, not here. */
export class InternalError extends RpcError {
  readonly code = 'INTERNAL_ERROR'
  readonly rpcCode = -32603
  readonly errorId: string

  constructor({ errorId, cause }: { readonly errorId: string; readonly cause: unknown }) {
    super(`internal error ${errorId}`, {
      cause,
      remedy: "Look for this id in the node's log, or tell it to the operator.",
    })
    this.errorId = errorId
  }

  override get data(): Json {
    return { errorId: this.errorId }
  }
}
