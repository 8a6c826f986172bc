import type { DacPorts } from './DacPorts.ts'
import type { DevelopmentPort } from './DevelopmentPort.ts'

/** Everything that the RPC of a node of the dev profile asks about one DAC. */
export interface DevelopmentPorts extends DacPorts {
  readonly development: DevelopmentPort
}
