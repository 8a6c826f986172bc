import type { ChainPorts } from './ChainPorts.ts'
import type { CharterPort } from './CharterPort.ts'
import type { DisputesPort } from './DisputesPort.ts'
import type { RollupPort } from './RollupPort.ts'
import type { SequencingPort } from './SequencingPort.ts'
import type { StepTracePort } from './StepTracePort.ts'
import type { WitnessPort } from './WitnessPort.ts'

/** Everything that the RPC asks about one DAC. */
export interface DacPorts extends ChainPorts {
  readonly rollup: RollupPort
  readonly charter: CharterPort
  readonly witness: WitnessPort
  readonly sequencing: SequencingPort
  readonly disputes: DisputesPort
  readonly steps: StepTracePort
}
