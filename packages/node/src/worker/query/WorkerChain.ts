import type {
  BlockSimulationOptions,
  BlockSimulationOutcome,
  PlannedBlock,
  SimulatedBlock,
  SimulationTarget,
  StateReader,
  TracedBlock,
} from '@mvm/execution'
import type { SealedHeader, SimulatedBlock as ShownBlock, SimulationRequest } from '@mvm/rpc'
import type { BlockReference } from '@mvm/storage'

/** What of a request crosses to a worker. */
export type Query = Omit<SimulationRequest, 'message'>

/** A chain as a worker simulates and traces it; the one place where profiles differ there. */
export interface WorkerChain {
  readonly reader: StateReader
  target(query: Query): SimulationTarget
  /** Blocks on one that stands. Throws `UnavailableError` if that is gone. */
  simulate(
    at: SealedHeader,
    planned: readonly PlannedBlock[],
    options: BlockSimulationOptions,
  ): Promise<BlockSimulationOutcome>
  /** A simulated block as the RPC shows it. */
  show(block: SimulatedBlock): ShownBlock
  /** A block to be executed again; `null` where it is gone meanwhile, or is the genesis. */
  traced(reference: BlockReference): TracedBlock | null
}
