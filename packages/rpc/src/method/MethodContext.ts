import type { ClientSession } from '../access/ClientSession.ts'
import type { SignIn } from '../access/SignIn.ts'
import type { FilterStore } from '../filter/FilterStore.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import type { ChainFeed } from '../subscription/ChainFeed.ts'
import type { Subscriber } from '../subscription/Subscriber.ts'

/** What a method may look at besides its parameters. */
export interface MethodContext<P extends ChainPorts = ChainPorts> {
  readonly ports: P
  readonly filters: FilterStore
  readonly feed: ChainFeed
  readonly limits: RpcLimits
  /** Of the methods that the chain has. */
  readonly namespaces: readonly string[]
  /** For `web3_clientVersion`, such as `mvm/v0.1.0/linux-x64/node24`. */
  readonly clientVersion: string
  /** `null` over HTTP, where nothing can be pushed. */
  readonly subscriber: Subscriber | null
  readonly signIn: SignIn
  /** Whom the client has shown itself to be. */
  readonly session: ClientSession
  /** Aborts when the client is gone or the time is up. */
  readonly signal: AbortSignal
}
