import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DacCreation, L1Client, L1TransactionSender } from '@mvm/l1'
import type {
  ChainEvents,
  CharterPort,
  DacPorts,
  DisputesPort,
  PoolPort,
  Readiness,
  RollupPort,
  SequencingPort,
  StatePort,
  WitnessPort,
} from '@mvm/rpc'
import {
  type BatchTip,
  type ClockPort,
  CommitteeService,
  defaultPoolLimits,
  devCommitteeTiming,
  devPolicies,
  type L1ViewPort,
  publicCommitteeTiming,
  publicPolicies,
  type SequencerEvent,
  SequencerService,
} from '@mvm/sequencer'
import { StorageUnit } from '@mvm/storage'
import type { Logger } from 'pino'
import { FollowerService } from '../chain/FollowerService.ts'
import { finalBatchTip } from '../chain/finalBatchTip.ts'
import { HeadTracker } from '../chain/HeadTracker.ts'
import { initialBatchTip } from '../l1/initialBatchTip.ts'
import type { L1Watch } from '../l1/L1Watch.ts'
import type { Deployment } from '../l1/readDeployment.ts'
import type { PeerNetwork } from '../peer/PeerNetwork.ts'
import { CommitteePoolPort } from '../rpc/CommitteePoolPort.ts'
import { DacEvents } from '../rpc/DacEvents.ts'
import { ForwardingPoolPort } from '../rpc/ForwardingPoolPort.ts'
import { L1DisputesPort } from '../rpc/L1DisputesPort.ts'
import { L1SequencingPort } from '../rpc/L1SequencingPort.ts'
import { SealedTransactions } from '../rpc/SealedTransactions.ts'
import { SequencerPoolPort } from '../rpc/SequencerPoolPort.ts'
import { StorageChainPort } from '../rpc/StorageChainPort.ts'
import { StorageCharterPort } from '../rpc/StorageCharterPort.ts'
import { StorageStatePort } from '../rpc/StorageStatePort.ts'
import { UnavailablePoolPort } from '../rpc/UnavailablePoolPort.ts'
import { WatchRollupPort } from '../rpc/WatchRollupPort.ts'
import { WorkerWitnessPort } from '../rpc/WorkerWitnessPort.ts'
import { DrawnSchedule } from '../sequencing/DrawnSchedule.ts'
import { PoolDuties } from '../sequencing/PoolDuties.ts'
import { SenderCallPort } from '../sequencing/SenderCallPort.ts'
import { StorageAdmissionPort } from '../sequencing/StorageAdmissionPort.ts'
import { StoragePendingPort } from '../sequencing/StoragePendingPort.ts'
import { secureAllocation } from '../sequencing/secureAllocation.ts'
import { StateViews } from '../state/StateViews.ts'
import { storageGenesis } from '../storage/storageGenesis.ts'
import type { CommittedChange } from '../worker/execution/DacChain.ts'
import type { ExecutionMethods } from '../worker/execution/executionWorker.ts'
import { WorkerChainPort } from '../worker/execution/WorkerChainPort.ts'
import type { QueryMethods } from '../worker/query/queryWorker.ts'
import type { WorkerThread } from '../worker/WorkerThread.ts'
import type { NodeConfiguration } from './NodeConfiguration.ts'

/** A hundred DACs on a node: each may take a few megabytes of LevelDB's. */
const BLOCK_CACHE_BYTES = 4 * 1024 * 1024
const WRITE_BUFFER_BYTES = 2 * 1024 * 1024
/** L1 blocks after which a draw counts as settled. */
const SETTLING_BLOCKS = 12
const DEV_SETTLING_BLOCKS = 2

/** What all DACs of a node share. */
export interface NodeParts {
  readonly configuration: NodeConfiguration
  readonly client: L1Client
  readonly deployment: Deployment
  readonly watch: L1Watch
  readonly executionWorker: WorkerThread<ExecutionMethods>
  readonly queryWorker: WorkerThread<QueryMethods>
  /** The node's L1 account, if it has one. */
  readonly sender: L1TransactionSender | undefined
  /** The other sequencers, if this one takes turns with them. */
  readonly peers: PeerNetwork | undefined
  /** Time as the sequencers see it. */
  readonly clock: ClockPort
  readonly logger: Logger
}

/** One DAC on this node: its storage unit, its chain in the worker, who moves it, and what the RPC asks. */
export class DacRuntime implements DacPorts {
  readonly slug: string
  readonly chainId: number
  readonly chain: StorageChainPort
  readonly state: StatePort
  readonly rollup: RollupPort
  readonly charter: CharterPort
  readonly #creation: DacCreation
  readonly witness: WitnessPort
  readonly sequencing: SequencingPort
  readonly disputes: DisputesPort
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
    this.#heads = new HeadTracker(unit, this.#port, (nextBlock) =>
      watch.release(chainId, nextBlock),
    )
    this.chain = new StorageChainPort(unit)
    this.state = new StorageStatePort(chainId, unit, this.#states, parts.queryWorker)
    this.charter = new StorageCharterPort(chainId, this.#states, parts.queryWorker)
    this.witness = new WorkerWitnessPort(chainId, parts.queryWorker)
    const source = { client: parts.client, contracts: deployment.contracts }
    this.sequencing = new L1SequencingPort(source, chainId)
    this.disputes = new L1DisputesPort(source, chainId)
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
    return { isReady: reasons.length === 0, reasons }
  }

  committed(change: CommittedChange): void {
    this.#events.committed(change)
  }

  /** The node has reached L1's head: tells those who subscribed to its progress. */
  caughtUp(): void {
    this.#events.syncChanged(this.rollup.syncStatus())
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
        return this.#takeTurns(sender, peers, signal)
      }
      if (isAllocated) {
        await this.#catchUp(follower, watch, signal)
        return this.#sequence(sender, signal)
      }
      this.#logger.info('following only: this account cannot post for this DAC')
    }
    const { sequencerUrl } = configuration
    this.#pool = new ForwardingPoolPort(
      sequencerUrl === undefined ? undefined : `${sequencerUrl}/${this.slug}`,
    )
    this.#mayRest = () => true
    await follower.run(signal)
  }

  /** Derives what L1 holds before anything of our own is built on it. */
  async #catchUp(follower: FollowerService, watch: L1Watch, signal: AbortSignal): Promise<void> {
    for (let view = await this.#views.view(signal); ; view = await this.#views.next(view, signal)) {
      await follower.follow(view, signal)
      if (watch.isLive && (await this.#views.view(signal)) === view) return
    }
  }

  /** Sequences when it is this node's turn, and follows who else does. */
  async #takeTurns(
    sender: L1TransactionSender,
    peers: PeerNetwork,
    signal: AbortSignal,
  ): Promise<void> {
    const { configuration, client, deployment, watch, clock } = this.#parts
    const { contracts, rules, l1ChainId, epochs } = deployment
    const { chainId } = this
    const isDev = configuration.profile === 'dev'
    const policies = isDev ? devPolicies : publicPolicies
    const schedule = new DrawnSchedule({
      ...{ chainId, self: peers.self, clock: epochs, views: this.#views, logger: this.#logger },
      createdAtL1Block: this.#creation.l1BlockNumber,
      source: { client, contracts },
      settlingBlocks: isDev ? DEV_SETTLING_BLOCKS : SETTLING_BLOCKS,
      maxOriginAge: rules.maxOriginAge,
    })
    const duties = this.#poolDuties(sender)
    const pool = new CommitteePoolPort({
      leader: () => service.leader,
      forward: (to, encoded) => {
        void service.rouse()
        return peers.submit(to, chainId, encoded)
      },
      isIncluded: (hash) => this.#unit.transactionLocation(hash) !== undefined,
    })
    const service: CommitteeService = new CommitteeService({
      ...{ chainId, schedule, clock, rules },
      chain: this.#port,
      admission: new StorageAdmissionPort(this.#unit, this.#states),
      pending: new StoragePendingPort(this.#unit),
      l1: this.#views,
      calls: new SenderCallPort(sender, contracts, duties),
      poolLimits: defaultPoolLimits,
      ...policies,
      network: peers.portOf(chainId),
      signer: peers.signer,
      domain: { l1ChainId, verifyingContract: contracts.sequencerPool },
      timing: isDev ? devCommitteeTiming : publicCommitteeTiming,
      firstEpoch: schedule.epochAt(this.#creation.l1BlockNumber),
      isLive: () => watch.isLive,
      isIncluded: async (hash) => this.#unit.transactionLocation(hash) !== undefined,
      onLeading: (sequencer) => {
        this.#logger.info({ isLeading: sequencer !== undefined }, 'the committee’s leader')
        pool.setOwn(
          sequencer &&
            new SequencerPoolPort(
              sequencer,
              policies.sealing.sealIntervalMs === 0 ? this.#sealed : undefined,
            ),
        )
      },
      onRoused: () => {
        watch.rouse(chainId)
      },
      onEvent: (event) => this.#onSequencerEvent(event),
    })
    this.#mayRest = () => service.isResting
    peers.register(chainId, {
      receive: (from, message) => service.receive(from, message),
      submit: (raw) => pool.submitHere(raw),
      onLost: (peer) => service.onLost(peer),
    })
    this.#pool = pool
    await together(signal, [schedule, service, duties])
  }

  async #sequence(sender: L1TransactionSender, signal: AbortSignal): Promise<void> {
    const { configuration, deployment, watch } = this.#parts
    const { contracts } = deployment
    const duties = this.#poolDuties(sender)
    const policies = configuration.profile === 'dev' ? devPolicies : publicPolicies
    const admission = new StorageAdmissionPort(this.#unit, this.#states)
    const service = new SequencerService({
      chainId: this.chainId,
      chain: this.#port,
      admission: {
        examine: async (raw) => {
          // What it is to be built on is L1 as it is now.
          if (watch.rouse(this.chainId)) await nextTurn()
          return admission.examine(raw)
        },
      },
      pending: new StoragePendingPort(this.#unit),
      l1: this.#views,
      calls: new SenderCallPort(sender, contracts, duties),
      clock: this.#parts.clock,
      rules: deployment.rules,
      poolLimits: defaultPoolLimits,
      ...policies,
      onEvent: (event) => this.#onSequencerEvent(event),
    })
    this.#mayRest = () => service.isIdle
    const isSealedOnArrival = policies.sealing.sealIntervalMs === 0
    this.#pool = new SequencerPoolPort(service, isSealedOnArrival ? this.#sealed : undefined)
    await together(signal, [service, duties])
  }

  #poolDuties(sender: L1TransactionSender): PoolDuties {
    const { deployment, client } = this.#parts
    return new PoolDuties({
      chainId: this.chainId,
      clock: deployment.epochs,
      source: { client, contracts: deployment.contracts },
      sender,
      views: this.#views,
      logger: this.#logger,
    })
  }

  #onSequencerEvent(event: SequencerEvent): void {
    this.#sealed.onPoolChange()
    switch (event.kind) {
      case 'executable':
        this.#events.pending(event.transactions)
        break
      case 'agreed':
        this.#heads.track(event.view).catch((error: unknown) => {
          this.#logger.error({ err: error }, 'the heads could not be moved')
        })
        break
      case 'sealed':
        this.#logger.debug(
          { block: event.blockNumber, transactions: event.transactionCount },
          'sealed',
        )
        break
      case 'closed':
        this.#logger.info(
          {
            firstBlock: event.batch.firstBlock,
            blocks: event.batch.blockCount,
            reason: event.reason,
          },
          'closed a batch',
        )
        break
      case 'settled':
        this.#logger.info({ id: event.id, outcome: event.outcome }, 'settled on L1')
        break
      case 'resealing':
        this.#logger.warn(event, 'sealing again')
        break
      case 'adopted':
      case 'waiting':
        this.#logger.info(event, event.kind)
        break
      case 'removed':
        this.#logger.debug({ count: event.removals.length }, 'removed from the pool')
    }
  }
}

/** Runs services of which none goes on without the others. */
async function together(
  signal: AbortSignal,
  services: readonly { run(signal: AbortSignal): Promise<void> }[],
): Promise<void> {
  const ending = new AbortController()
  const inner = AbortSignal.any([signal, ending.signal])
  try {
    await Promise.all(services.map((service) => service.run(inner)))
  } finally {
    ending.abort()
  }
}

async function openUnit(
  { configuration, executionWorker, queryWorker }: NodeParts,
  chainId: number,
): Promise<StorageUnit> {
  const folder = join(configuration.dataFolder, 'dacs', String(chainId))
  // What a sequencer acknowledges has to survive a power cut as well; a devnet need not, and L1 has what a follower has.
  const sync = configuration.role === 'sequencer' && configuration.profile === 'strict'
  // The main thread first: LevelDB belongs to whichever thread opened it, and this one ends last.
  const unit = await StorageUnit.open(folder, {
    chainId,
    genesis: storageGenesis(chainId),
    access: 'read',
    sync,
    blockCacheBytes: BLOCK_CACHE_BYTES,
    writeBufferBytes: WRITE_BUFFER_BYTES,
  })
  await Promise.all([
    executionWorker.call('open', chainId, folder, sync, configuration.fault),
    queryWorker.call('open', chainId, folder),
  ])
  return unit
}
