import type { BuildingPort } from './BuildingPort.ts'
import type { ChainPorts } from './ChainPorts.ts'

/** Everything that the RPC asks about a chain of Ethereum's profile. */
export interface EthereumPorts extends ChainPorts {
  readonly building: BuildingPort
}
