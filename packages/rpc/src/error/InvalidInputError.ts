import { RpcError } from './RpcError.ts'

/** Well-formed, but the chain cannot do it; the message is geth's, which tools look for. */
export class InvalidInputError extends RpcError {
  readonly code = 'INVALID_INPUT'
  readonly rpcCode = -32000

  constructor({ problem }: { readonly problem: string }) {
    super(problem)
  }
}
