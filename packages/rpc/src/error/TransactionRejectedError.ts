import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** The transaction cannot enter the pool; the message begins with geth's words, which tools look for. */
export class TransactionRejectedError extends RpcError {
  readonly code = 'TRANSACTION_REJECTED'
  readonly rpcCode = -32003
  readonly reason: string

  constructor({ reason, problem }: { readonly reason: string; readonly problem: string }) {
    super(problem)
    this.reason = reason
  }

  override get data(): Json {
    return { reason: this.reason }
  }
}
