import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** Thrown by ports when what is asked for existed but is no longer kept. */
export class PrunedError extends RpcError {
  readonly code = 'PRUNED'
  readonly rpcCode = -32058
  readonly what: string
  readonly earliestBlock: number

  constructor({ what, earliestBlock }: { readonly what: string; readonly earliestBlock: number }) {
    super(
      `${what} is pruned on this node, which keeps blocks from ${earliestBlock} on; ask for a later one, or an archive node`,
      { remedy: 'Ask for a later block, or ask an archive node (one without --history).' },
    )
    this.what = what
    this.earliestBlock = earliestBlock
  }

  override get data(): Json {
    return { earliestBlock: this.earliestBlock }
  }
}
