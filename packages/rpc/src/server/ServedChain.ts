import { FilterStore } from '../filter/FilterStore.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import { ChainFeed } from '../subscription/ChainFeed.ts'
import type { RpcLimits } from './RpcLimits.ts'

/** A chain with what the server keeps for its clients. */
export class ServedChain {
  readonly ports: ChainPorts
  readonly filters: FilterStore
  readonly feed: ChainFeed

  constructor(ports: ChainPorts, limits: RpcLimits) {
    this.ports = ports
    this.filters = new FilterStore(ports.events, limits)
    this.feed = new ChainFeed(ports.events)
  }
}
