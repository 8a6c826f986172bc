import { RpcError } from './RpcError.ts'

/** The block that a method should look at is not in the canonical chain. */
export class HeaderNotFoundError extends RpcError {
  readonly code = 'HEADER_NOT_FOUND'
  // Geth's code, which execution-apis' tests expect, and not −32001.
  readonly rpcCode = -32000

  constructor() {
    super('header not found')
  }
}
