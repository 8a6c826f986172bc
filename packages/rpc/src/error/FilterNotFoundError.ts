import { RpcError } from './RpcError.ts'

/** The filter was never made, was uninstalled or expired. */
export class FilterNotFoundError extends RpcError {
  readonly code = 'FILTER_NOT_FOUND'
  // −32000 is what makes viem install the filter again.
  readonly rpcCode = -32000

  constructor() {
    super('filter not found', { remedy: 'Make the filter again; it expires when not asked.' })
  }
}
