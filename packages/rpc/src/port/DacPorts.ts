import type { ChainEvents } from './ChainEvents.ts'
import type { ChainPort } from './ChainPort.ts'
import type { CharterPort } from './CharterPort.ts'
import type { DisputesPort } from './DisputesPort.ts'
import type { PoolPort } from './PoolPort.ts'
import type { RollupPort } from './RollupPort.ts'
import type { SequencingPort } from './SequencingPort.ts'
import type { StatePort } from './StatePort.ts'
import type { WitnessPort } from './WitnessPort.ts'

/** Whether the DAC can serve requests, and if not, why. */
export interface Readiness {
  readonly isReady: boolean
  readonly reasons: readonly string[]
}

/** Everything that the RPC asks about one DAC. */
export interface DacPorts {
  readonly slug: string
  readonly chainId: number
  readonly chain: ChainPort
  readonly state: StatePort
  readonly pool: PoolPort
  readonly rollup: RollupPort
  readonly charter: CharterPort
  readonly witness: WitnessPort
  readonly sequencing: SequencingPort
  readonly disputes: DisputesPort
  readonly events: ChainEvents
  readiness(): Readiness
}
