import type { ClientSession } from '../access/ClientSession.ts'
import type { Exchange } from '../jsonrpc/Exchange.ts'
import type { ByteBudget } from './ByteBudget.ts'
import type { RpcLimits } from './RpcLimits.ts'

/** Whoever answers JSON-RPC over HTTP. */
export interface HttpService {
  readonly limits: RpcLimits
  readonly budget: ByteBudget
  /** Begins to answer a message that came on a path, `''` for `/`; over HTTP nothing can be pushed. */
  open(slug: string, subscriber: null, session: ClientSession): Exchange
}
