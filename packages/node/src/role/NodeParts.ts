import type { L1Client, L1TransactionSender } from '@mvm/l1'
import type { ClockPort } from '@mvm/sequencer'
import type { Logger } from 'pino'
import type { DevelopmentL1 } from '../development/DevelopmentL1.ts'
import type { StepTraces } from '../disputing/StepTraces.ts'
import type { Equivocations } from '../equivocation/openEquivocations.ts'
import type { L1Watch } from '../l1/L1Watch.ts'
import type { Deployment } from '../l1/readDeployment.ts'
import type { PeerNetwork } from '../peer/PeerNetwork.ts'
import type { ProducerGate } from '../producing/ProducerGate.ts'
import type { ProducerUplink } from '../producing/ProducerUplink.ts'
import type { NodeSeeds } from '../seed/NodeSeeds.ts'
import type { ExecutionMethods } from '../worker/execution/executionWorker.ts'
import type { QueryMethods } from '../worker/query/queryWorker.ts'
import type { TraceWorker } from '../worker/query/TraceWorker.ts'
import type { WorkerThread } from '../worker/WorkerThread.ts'
import type { NodeConfiguration } from './NodeConfiguration.ts'
import type { NodeMetrics } from './NodeMetrics.ts'

/** What all DACs of a node share. */
export interface NodeParts {
  readonly configuration: NodeConfiguration
  readonly client: L1Client
  readonly deployment: Deployment
  /** L1, if it is a development chain itself; only the dev profile asks. */
  readonly developmentL1: DevelopmentL1
  readonly watch: L1Watch
  readonly executionWorker: WorkerThread<ExecutionMethods>
  readonly queryWorker: WorkerThread<QueryMethods>
  /** Executes again for traces, which nobody else is to wait for. */
  readonly traceWorker: TraceWorker<QueryMethods>
  /** Traces of steps, which disputes are about. */
  readonly stepTraces: StepTraces
  /** The node's L1 account, if it has one. */
  readonly sender: L1TransactionSender | undefined
  /** Records epochs' seeds from that account. */
  readonly seeds: NodeSeeds | undefined
  /** The other sequencers, if this one takes turns with them. */
  readonly peers: PeerNetwork | undefined
  /** What holds the other sequencers to one seal. */
  readonly equivocations: Equivocations | undefined
  /** Where producers come in, on a sequencer with peers. */
  readonly gate: ProducerGate | undefined
  /** A producer's way to the sequencers. */
  readonly uplink: ProducerUplink | undefined
  readonly metrics: NodeMetrics
  /** Time as the sequencers see it. */
  readonly clock: ClockPort
  readonly logger: Logger
}
