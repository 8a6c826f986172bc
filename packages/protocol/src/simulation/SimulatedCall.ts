import type { Log } from '../receipt/Receipt.ts'
import type { SimulationFailure } from './SimulationOutcome.ts'

/** What became of a message that was simulated as a transaction of a block. */
export interface SimulatedCall {
  readonly status: 'success' | Exclude<SimulationFailure['status'], 'invalid'>
  readonly output: Uint8Array
  readonly gasUsed: bigint
  /** Before any was given back. */
  readonly maxUsedGas: bigint
  readonly logs: readonly Log[]
  /** Why it halted. */
  readonly reason?: string
}
