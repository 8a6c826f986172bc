import type { ContractSource, DacCreation } from '@mvm/l1'
import type {
  ChainEvents,
  CharterPort,
  DevelopmentPort,
  DevelopmentPorts,
  DisputesPort,
  PoolPort,
  Readiness,
  RollupPort,
  RulesPort,
  SequencingPort,
  StatePort,
  StepTracePort,
  SyncProgress,
  TracePort,
  WitnessPort,
} from '@mvm/rpc'
import type { BatchTip, L1ViewPort, SequencerEvent } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'
import type { Logger } from 'pino'
import { FollowerService } from '../chain/FollowerService.ts'
import { finalBatchTip } from '../chain/finalBatchTip.ts'
import { firstDisputable } from '../chain/firstDisputable.ts'
import { HeadTracker } from '../chain/HeadTracker.ts'
import { HistoryPruner } from '../chain/HistoryPruner.ts'
import { L1DevelopmentPort } from '../development/L1DevelopmentPort.ts'
import type { TraceRequest } from '../disputing/TraceRequest.ts'
import { unitTrace } from '../disputing/unitTrace.ts'
import { initialBatchTip } from '../l1/initialBatchTip.ts'
import type { L1Watch } from '../l1/L1Watch.ts'
import { readBatchOfBlock } from '../ranging/readBatchOfBlock.ts'
import { DacEvents } from '../rpc/DacEvents.ts'
import { DacRulesPort } from '../rpc/DacRulesPort.ts'
import { ForwardingPoolPort } from '../rpc/ForwardingPoolPort.ts'
import { L1DisputesPort } from '../rpc/L1DisputesPort.ts'
import { L1SequencingPort } from '../rpc/L1SequencingPort.ts'
import { SealedTransactions } from '../rpc/SealedTransactions.ts'
import { StorageChainPort } from '../rpc/StorageChainPort.ts'
import { StorageCharterPort } from '../rpc/StorageCharterPort.ts'
import { StorageStatePort } from '../rpc/StorageStatePort.ts'
import { ThreadedStepPort } from '../rpc/ThreadedStepPort.ts'
import { UnavailablePoolPort } from '../rpc/UnavailablePoolPort.ts'
import { WatchRollupPort } from '../rpc/WatchRollupPort.ts'
import { WorkerTracePort } from '../rpc/WorkerTracePort.ts'
import { WorkerWitnessPort } from '../rpc/WorkerWitnessPort.ts'
import { secureAllocation } from '../sequencing/secureAllocation.ts'
import { StateViews } from '../state/StateViews.ts'
import type { CommittedChange } from '../worker/execution/DacChain.ts'
import { WorkerChainPort } from '../worker/execution/WorkerChainPort.ts'
import type { DacServices } from './DacServices.ts'
import { dacFolder } from './dacFolder.ts'
import { logSequencerEvent } from './logSequencerEvent.ts'
import type { NodeParts } from './NodeParts.ts'
import { openUnit } from './openUnit.ts'
import { produce } from './produce.ts'
import { sequenceAlone } from './sequenceAlone.ts'
import { takeTurns } from './takeTurns.ts'

/** One DAC on this node: its storage unit, its chain in the worker, who moves it, and what the RPC asks. */
export class DacRuntime implements DevelopmentPorts {
  readonly slug: string
  readonly chainId: number
  readonly chain: StorageChainPort
  readonly state: StatePort
  readonly trace: TracePort
  readonly rules: RulesPort
  readonly rollup: RollupPort
  readonly charter: CharterPort
  readonly #creation: DacCreation
  readonly witness: WitnessPort
  readonly sequencing: SequencingPort
  readonly disputes: DisputesPort
  readonly steps: StepTracePort
  /** Only the methods of the dev profile ask it. */
  readonly development: DevelopmentPort
  readonly #parts: NodeParts
  readonly #unit: StorageUnit
  readonly #states: StateViews
  readonly #events: DacEvents
  readonly #sealed = new SealedTransactions()
  readonly #port: WorkerChainPort
  readonly #views: L1ViewPort
  readonly #heads: HeadTracker
  readonly #logger: Logger
  /** Whether nobody here waits for L1 blocks that bring this DAC nothing. */
  #mayRest: () => boolean = () => false
  #takesTransactions: () => boolean = () => true
  #pool: PoolPort = new UnavailablePoolPort('the node is catching up with L1')
  #problem: string | undefined
  #running: Promise<void> | undefined
  readonly #ending = new AbortController()

  private constructor(parts: NodeParts, creation: DacCreation, unit: StorageUnit) {
    const { watch, executionWorker, deployment, logger } = parts
    const { chainId, slug } = creation
    this.slug = slug
    this.chainId = chainId
    this.#creation = creation
    this.#parts = parts
    this.#unit = unit
    this.#logger = logger.child({ dac: slug })
    this.#states = new StateViews(unit)
    this.#events = new DacEvents(unit)
    this.#views = watch.viewPort(chainId, () => this.#mayRest())
    this.#port = new WorkerChainPort(executionWorker, chainId, (batch) => watch.sourcesOf(batch))
    const source = { client: parts.client, contracts: deployment.contracts }
    const pruner = this.#pruner(source)
    this.#heads = new HeadTracker(unit, this.#port, (nextBlock) => {
      watch.release(chainId, nextBlock)
      pruner?.look()
    })
    this.chain = new StorageChainPort(unit)
    this.state = new StorageStatePort(chainId, this.#states, parts.queryWorker, unit)
    const traceWorker = () =>
      parts.traceWorker.with(chainId, (thread) =>
        thread.call(
          'open',
          chainId,
          dacFolder(parts.configuration, chainId),
          parts.configuration.fault,
        ),
      )
    this.trace = new WorkerTracePort(chainId, traceWorker, unit)
    this.rules = new DacRulesPort(unit)
    this.charter = new StorageCharterPort(chainId, this.#states, parts.queryWorker, unit)
    this.witness = new WorkerWitnessPort(chainId, parts.queryWorker, unit)
    this.sequencing = new L1SequencingPort(source, chainId)
    this.disputes = new L1DisputesPort(source, chainId)
    this.steps = new ThreadedStepPort(
      chainId,
      parts.stepTraces,
      (blockNumber, signal) => this.traceOf(blockNumber, signal),
      unit,
    )
    this.development = new L1DevelopmentPort(source, parts.developmentL1, chainId)
    this.rollup = new WatchRollupPort({ unit, watch, creation, deployment })
  }

  /**
   * Opens the DAC's storage unit here and in the workers, making it where it is missing.
   *
   * @param earlier the DAC of the same chain ID that L1 took back, and that has ended: its storage unit is used on
   */
  static async open(
    parts: NodeParts,
    creation: DacCreation,
    earlier?: DacRuntime,
  ): Promise<DacRuntime> {
    const unit = earlier === undefined ? await openUnit(parts, creation.chainId) : earlier.#unit
    const dac = new DacRuntime(parts, creation, unit)
    if (earlier !== undefined && earlier.#creation.charterHash !== creation.charterHash)
      await dac.#forget()
    return dac
  }

  get creation(): DacCreation {
    return this.#creation
  }

  /** What the trace of a block is made of, for who disputes it or stands by it. Throws {@link BatchesMissingError}. */
  async traceOf(blockNumber: number, signal: AbortSignal): Promise<TraceRequest> {
    const { client, configuration, deployment } = this.#parts
    const batches = readBatchOfBlock({ client, contracts: deployment.contracts }, this.#unit)
    const folder = dacFolder(configuration, this.chainId)
    const block = { chainId: this.chainId, blockNumber }
    const request = await unitTrace(block, this.#unit, folder, client, batches, signal)
    const { fault } = configuration
    return fault === undefined ? request : { ...request, fault }
  }

  get pool(): PoolPort {
    return this.#pool
  }

  get events(): ChainEvents {
    return this.#events
  }

  /** Where this node's knowledge of L1 may begin. */
  base(creation: DacCreation): BatchTip {
    const { initialFeeScalar } = this.#parts.deployment
    return (
      finalBatchTip(this.#unit) ??
      initialBatchTip(creation.chainId, creation.l1BlockNumber, initialFeeScalar)
    )
  }

  readiness(): Readiness {
    const reasons: string[] = []
    if (!this.#parts.watch.isLive) reasons.push('the node is catching up with L1')
    if (this.#problem !== undefined) reasons.push(this.#problem)
    const isReady = reasons.length === 0
    return { isReady, takesTransactions: isReady && this.#takesTransactions(), reasons }
  }

  progress(): SyncProgress {
    const { isSyncing, startingBlock, unsafeL2, highestBlock } = this.rollup.syncStatus()
    return { isSyncing, startingBlock, currentBlock: unsafeL2.number, highestBlock }
  }

  committed(change: CommittedChange): void {
    this.#events.committed(change)
  }

  /** The node has reached L1's head: tells those who subscribed to its progress. */
  caughtUp(): void {
    this.#events.syncChanged(this.progress())
  }

  /** Gives back what memory a busy DAC takes for speed. */
  rest(): void {
    this.#states.clear()
    this.#unit.forgetState()
    this.chain.forget()
    const { queryWorker } = this.#parts
    this.#logger.info('rests')
    Promise.all([this.#port.rest(), queryWorker.call('rest', this.chainId)]).catch((error) => {
      if (!this.#ending.signal.aborted)
        this.#logger.warn({ err: error }, 'memory is not given back')
    })
  }

  /** Follows L1, and sequences where this node may, until the signal aborts or {@link end} is called. */
  start(signal: AbortSignal): void {
    const inner = AbortSignal.any([signal, this.#ending.signal])
    this.#running = this.#run(inner).catch((error: unknown) => {
      if (inner.aborted) return
      this.#problem = `it has stopped: ${error instanceof Error ? error.message : error}`
      this.#pool = new UnavailablePoolPort(this.#problem)
      this.#logger.fatal({ err: error }, 'the DAC has stopped on this node')
    })
  }

  /** Stops what {@link start} began; resolves when it has ended. */
  async end(): Promise<void> {
    this.#ending.abort()
    await this.#running
  }

  /** Resolves when what {@link start} began has ended. */
  async finished(): Promise<void> {
    await this.#running
  }

  /** Closes the storage unit on this thread; the workers have closed theirs before. */
  async close(): Promise<void> {
    await this.#unit.close()
  }

  /** Drops all that another DAC of this chain ID left: what was signed for that one is not executed on this one. */
  async #forget(): Promise<void> {
    await this.#port.rollBack(0)
    await this.#unit.removePoolTransactions(
      (await this.#unit.poolTransactions()).map(({ hash }) => hash),
    )
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { configuration, sender, watch } = this.#parts
    const follower = new FollowerService(this.#port, this.#views, (view) => this.#heads.track(view))
    if (configuration.role === 'sequencer' && sender !== undefined) {
      const isAllocated = await secureAllocation(this.#parts, sender, this.chainId, signal)
      const { peers } = this.#parts
      if (peers !== undefined) {
        return takeTurns(this.#services(), sender, peers, signal)
      }
      if (isAllocated) {
        await this.#catchUp(follower, watch, signal)
        return sequenceAlone(this.#services(), sender, signal)
      }
      this.#logger.info('following only: this account cannot post for this DAC')
    }
    const { sequencerUrl } = configuration
    this.#pool = new ForwardingPoolPort(
      sequencerUrl === undefined ? undefined : `${sequencerUrl}/${this.slug}`,
    )
    this.#mayRest = () => true
    const { uplink } = this.#parts
    await (uplink === undefined ? follower.run(signal) : produce(this.#services(), uplink, signal))
  }

  /** Derives what L1 holds before anything of our own is built on it. */
  async #catchUp(follower: FollowerService, watch: L1Watch, signal: AbortSignal): Promise<void> {
    for (let view = await this.#views.view(signal); ; view = await this.#views.next(view, signal)) {
      await follower.follow(view, signal)
      if (watch.isLive && (await this.#views.view(signal)) === view) return
    }
  }

  /** `undefined` on an archive node. */
  #pruner(source: ContractSource): HistoryPruner | undefined {
    const { configuration, deployment, watch } = this.#parts
    const { historyBlocks } = configuration
    if (historyBlocks === undefined) return undefined
    const windowSeconds = deployment.windowSeconds[this.#creation.profile]
    return new HistoryPruner({
      unit: this.#unit,
      chain: this.#port,
      keptBlocks: historyBlocks,
      firstDisputable: () => firstDisputable(source, watch, this.chainId, windowSeconds),
      logger: this.#logger,
    })
  }

  #services(): DacServices {
    return {
      ...{ parts: this.#parts, creation: this.#creation, unit: this.#unit, states: this.#states },
      ...{ chain: this.#port, views: this.#views, sealed: this.#sealed, logger: this.#logger },
      onEvent: (event) => this.#onSequencerEvent(event),
      setMayRest: (mayRest) => {
        this.#mayRest = mayRest
      },
      setTakesTransactions: (takes) => {
        this.#takesTransactions = takes
      },
      setPool: (pool) => {
        this.#pool = pool
      },
    }
  }

  #onSequencerEvent(event: SequencerEvent): void {
    this.#sealed.onPoolChange()
    logSequencerEvent(this.#logger, event)
    if (event.kind === 'executable') this.#events.pending(event.transactions)
    if (event.kind === 'unproduced') this.#parts.metrics.producerFailed(event.failure)
    if (event.kind === 'wrong-base') this.#parts.metrics.wrongStateBatch()
    if (event.kind === 'produced') this.#parts.metrics.blockProduced()
    if (event.kind !== 'agreed') return
    this.#heads.track(event.view).catch((error: unknown) => {
      this.#logger.error({ err: error }, 'the heads could not be moved')
    })
  }
}
