import { FilterStore } from '../filter/FilterStore.ts'
import type { DacPorts } from '../port/DacPorts.ts'
import { DacFeed } from '../subscription/DacFeed.ts'
import type { RpcLimits } from './RpcLimits.ts'

/** A DAC with what the server keeps for its clients. */
export class ServedDac {
  readonly ports: DacPorts
  readonly filters: FilterStore
  readonly feed: DacFeed

  constructor(ports: DacPorts, limits: RpcLimits) {
    this.ports = ports
    this.filters = new FilterStore(ports.events, limits)
    this.feed = new DacFeed(ports.events)
  }
}
