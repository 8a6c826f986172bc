import { RpcError } from './RpcError.ts'

/** The message is JSON, but no JSON-RPC 2.0 request. */
export class InvalidRequestError extends RpcError {
  readonly code = 'INVALID_REQUEST'
  readonly rpcCode = -32600

  constructor({ problem }: { readonly problem: string }) {
    super(`invalid request: ${problem}`)
  }
}
