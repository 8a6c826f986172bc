import { RpcError } from './RpcError.ts'

/** No such method. */
export class MethodNotFoundError extends RpcError {
  readonly code = 'METHOD_NOT_FOUND'
  readonly rpcCode = -32601
  readonly method: string

  constructor({ method }: { readonly method: string }) {
    const shown = method.length > 80 ? `${method.slice(0, 80)}…` : method
    super(`the method ${shown} does not exist/is not available`)
    this.method = method
  }
}
