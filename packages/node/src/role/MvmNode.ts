import { join } from 'node:path'
import {
  type DacCreation,
  followRollup,
  type L1Block,
  L1Client,
  L1Follower,
  L1TransactionSender,
  RollupReader,
  signerFromKey,
} from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import {
  type ChainDirectory,
  type DevelopmentPorts,
  developmentMethodTable,
  methodTable,
  RpcServer,
} from '@mvm/rpc'
import { type ClockPort, systemClock } from '@mvm/sequencer'
import { type Logger, pino } from 'pino'
import { CLIENT_VERSION } from '../CLIENT_VERSION.ts'
import { DevelopmentL1 } from '../development/DevelopmentL1.ts'
import type { GameHall } from '../disputing/GameHall.ts'
import { StepTraces } from '../disputing/StepTraces.ts'
import { WorkingCapital } from '../disputing/WorkingCapital.ts'
import { openEquivocations } from '../equivocation/openEquivocations.ts'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { L1Watch } from '../l1/L1Watch.ts'
import { readDeployment } from '../l1/readDeployment.ts'
import { untilL1Answers } from '../l1/untilL1Answers.ts'
import { meetPeers } from '../peer/meetPeers.ts'
import { openPeers } from '../peer/openPeers.ts'
import { NodeSeeds } from '../seed/NodeSeeds.ts'
import { LevelIntentJournal } from '../sequencing/LevelIntentJournal.ts'
import type { ChainNotice, ExecutionMethods } from '../worker/execution/executionWorker.ts'
import type { QueryMethods } from '../worker/query/queryWorker.ts'
import { TraceWorker } from '../worker/query/TraceWorker.ts'
import { WorkerThread } from '../worker/WorkerThread.ts'
import { DacRuntime } from './DacRuntime.ts'
import { listen } from './listen.ts'
import type { NodeConfiguration } from './NodeConfiguration.ts'
import { NodeMetrics } from './NodeMetrics.ts'
import type { NodeParts } from './NodeParts.ts'
import { openGames } from './openGames.ts'
import { openGate } from './openGate.ts'
import { openUplink } from './openUplink.ts'

/** Views look back over the origin age and a deep reorganisation. */
const SPARE_L1_BLOCKS = 600
/** For which a sequencer should have ETH. */
const GAMES = 4
/** The query worker mostly waits: it need not keep 48 MiB for what it throws away. */
const QUERY_YOUNG_GENERATION_MB = 12

/** A running node: follows L1, serves the RPC, and keeps every DAC of the deployment by its role. */
export class MvmNode {
  readonly rpcUrl: string
  /** Settles when the node has to end: on the signal, or rejected when L1 can no longer be followed. */
  readonly ended: Promise<void>
  readonly #stop: () => Promise<void>

  private constructor(rpcUrl: string, ended: Promise<void>, stop: () => Promise<void>) {
    this.rpcUrl = rpcUrl
    this.ended = ended
    this.#stop = stop
  }

  /** @param clock time as the sequencers see it. */
  static async start(
    configuration: NodeConfiguration,
    signal: AbortSignal,
    clock: ClockPort = systemClock,
  ): Promise<MvmNode> {
    const logger = pino({ level: configuration.logLevel })
    await using undo = new AsyncDisposableStack()
    const ending = new AbortController()
    undo.defer(() => ending.abort())
    const inner = AbortSignal.any([signal, ending.signal])
    const client = new L1Client({ urls: configuration.l1Urls })
    const dacs = new Directory()
    const metrics = new NodeMetrics()
    const server = new RpcServer<DevelopmentPorts>({
      chains: dacs,
      methods: configuration.profile === 'dev' ? developmentMethodTable : methodTable,
      metrics,
      logger,
      clientVersion: CLIENT_VERSION,
      signIn: { domains: configuration.signInDomains ?? [] },
    })
    const { host } = configuration
    const port = await listen(server, host, configuration.port)
    undo.defer(() => server.close())

    // The workers load their modules while L1 is asked.
    const executionWorker = new WorkerThread<ExecutionMethods>(
      'execution',
      new URL('../worker/execution/executionWorker.ts', import.meta.url),
      undefined,
      (notice) => {
        const { chainId, change } = notice as ChainNotice
        dacs.byChainId(chainId)?.committed(change)
      },
    )
    const queryWorker = new WorkerThread<QueryMethods>(
      'query',
      new URL('../worker/query/queryWorker.ts', import.meta.url),
      undefined,
      undefined,
      QUERY_YOUNG_GENERATION_MB,
    )
    const traceWorker = new TraceWorker<QueryMethods>(
      new URL('../worker/query/queryWorker.ts', import.meta.url),
    )
    const workers = [executionWorker, queryWorker, traceWorker]
    const stepTraces = new StepTraces()
    undo.defer(async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    })
    const { start, deployment } = await untilL1Answers(logger, inner, async () => ({
      deployment: await readDeployment(client, configuration.contracts, inner),
      start: await startBlock(client, configuration.contracts, inner),
    }))
    const account = await openAccount(configuration, client, deployment.l1ChainId, logger)
    const source = { client, contracts: configuration.contracts }
    const seeds =
      account && new NodeSeeds({ clock: deployment.epochs, source, sender: account.sender, logger })

    const capital =
      account &&
      new WorkingCapital({
        ...{ source, account: account.sender.address, games: configuration.games ?? GAMES, logger },
        sharesBond: true,
        playing: () => games?.playing ?? [],
      })

    const reader = new RollupReader({ client, contracts: configuration.contracts })
    const watch: L1Watch = new L1Watch({
      changes: (watchSignal) =>
        followRollup({
          follower: new L1Follower({ client, known: [start] }),
          reader,
          signal: watchSignal,
        }),
      start,
      keptBlocks: deployment.rules.maxOriginAge + SPARE_L1_BLOCKS,
      prepare: async (creation) => {
        // Of a creation that L1 took back; the next one, of whatever DAC, has its chain ID.
        const earlier = dacs.byChainId(creation.chainId)
        await earlier?.end()
        const dac = await DacRuntime.open(parts, creation, earlier)
        dacs.prepare(dac)
        return dac.base(creation)
      },
      onCreated: (creation) => dacs.add(creation, inner),
      onAbandoned: (creation) => {
        logger.warn({ creation }, 'L1 took back the creation of a DAC')
        dacs.abandon(creation)
      },
      onRest: (chainId) => dacs.byChainId(chainId)?.rest(),
      onHead: ({ number }) => {
        seeds?.noteHead(number, inner)
        capital?.noteHead(number, inner)
      },
      onStatus: (status) => logger.warn({ status }, 'L1'),
      onLive: () => {
        dacs.caughtUp()
        // Nobody should wait for a producer that is still reading L1.
        uplink?.start()
      },
    })
    const gate = openGate(configuration, client, deployment, inner, logger)
    const peers = await openPeers(configuration, deployment.l1ChainId, gate, logger)
    if (peers !== undefined) undo.defer(() => peers.close())
    const uplink = await openUplink(configuration, client, deployment, inner, logger)
    undo.defer(() => uplink?.close())
    const equivocations =
      peers === undefined || account === undefined
        ? undefined
        : await openEquivocations({
            ...{ dataFolder: configuration.dataFolder, deployment, l1: watch },
            ...{ sender: account.sender, metrics, logger },
          })
    if (equivocations !== undefined) undo.defer(() => equivocations.close())
    const parts: NodeParts = {
      configuration,
      client,
      deployment,
      developmentL1: new DevelopmentL1(client),
      watch,
      executionWorker,
      queryWorker,
      traceWorker,
      stepTraces,
      sender: account?.sender,
      ...{ seeds, peers, gate, uplink, equivocations, metrics },
      clock,
      logger,
    }
    const games: GameHall | undefined =
      account && openGames(parts, account.sender, (chainId) => dacs.byChainId(chainId))
    if (capital !== undefined) metrics.showCapital(() => capital.status)
    const ended = Promise.race([
      untilAborted(inner),
      watch.run(inner),
      ...(account === undefined ? [] : [account.sender.run(inner)]),
      ...(equivocations === undefined ? [] : [equivocations.run(inner)]),
      ...(games === undefined ? [] : [games.run(inner)]),
      ...(peers === undefined || account === undefined
        ? []
        : [meetPeers(parts, { network: peers, sender: account.sender }, inner)]),
    ])
    undo.move()
    logger.info({ role: configuration.role, host, port }, 'the node is up')
    return new MvmNode(`http://${host}:${port}`, ended, async () => {
      ending.abort()
      await server.close()
      uplink?.close()
      gate?.close()
      await peers?.close()
      await dacs.closeAll(async () => {
        await queryWorker.call('closeAll')
        await traceWorker.closeAll()
        await stepTraces.close()
        await executionWorker.call('closeAll')
      })
      await equivocations?.close()
      await account?.journal.close()
      await Promise.all(workers.map((worker) => worker.terminate()))
    })
  }

  /** Finishes what is under way and closes everything. */
  stop(): Promise<void> {
    return this.#stop()
  }
}

/** The DACs of this node, in the order of their creation on L1; MVM_RANGERS is not the first that `/` serves. */
class Directory implements ChainDirectory<DevelopmentPorts> {
  readonly #bySlug = new Map<string, DacRuntime>()
  readonly #byChainId = new Map<number, DacRuntime>()

  first(): DevelopmentPorts | null {
    const [rangers, first] = this.#bySlug.values()
    return first ?? rangers ?? null
  }

  bySlug(slug: string): DevelopmentPorts | null {
    return this.#bySlug.get(slug) ?? null
  }

  byChainId(chainId: number): DacRuntime | undefined {
    return this.#byChainId.get(chainId)
  }

  /** Makes a DAC known to the workers' notices, before it is served. */
  prepare(dac: DacRuntime): void {
    this.#byChainId.set(dac.chainId, dac)
  }

  add({ chainId, slug }: DacCreation, signal: AbortSignal): void {
    const dac = this.#byChainId.get(chainId)
    if (dac === undefined || this.#bySlug.has(slug)) return
    this.#bySlug.set(slug, dac)
    dac.start(signal)
  }

  /** The end of L1 has been reached. */
  caughtUp(): void {
    for (const dac of this.#byChainId.values()) dac.caughtUp()
  }

  /** Serves a DAC no more; its storage unit stays open for whichever DAC gets the chain ID. */
  abandon({ chainId, slug }: DacCreation): void {
    this.#bySlug.delete(slug)
    void this.#byChainId.get(chainId)?.end()
  }

  /** Waits for the DACs' services, closes the workers' storage units, then the main thread's. */
  async closeAll(closeWorkers: () => Promise<void>): Promise<void> {
    const dacs = [...this.#byChainId.values()]
    await Promise.all(dacs.map((dac) => dac.finished()))
    await closeWorkers()
    await Promise.all(dacs.map((dac) => dac.close()))
  }
}

async function startBlock(
  client: L1Client,
  { deploymentBlock }: L1Contracts,
  signal: AbortSignal,
): Promise<L1Block> {
  const number = Math.max(0, deploymentBlock - 1)
  const block = await client.block(number, { signal })
  if (block === null) {
    throw new ConfigurationError({
      option: '--l1-url',
      problem: `that L1 has no block ${number}, and the contracts were deployed in the next one`,
      remedy: 'Give the L1 of the deployment that --l1-contracts names.',
    })
  }
  return block
}

async function openAccount(
  { sequencerKey, dataFolder }: NodeConfiguration,
  client: L1Client,
  chainId: number,
  logger: Logger,
) {
  if (sequencerKey === undefined) return undefined
  const journal = await LevelIntentJournal.open(join(dataFolder, 'l1-account'))
  const sender = new L1TransactionSender({
    client,
    signer: signerFromKey(sequencerKey),
    chainId,
    journal,
    onEvent: (event) => {
      if (event.kind === 'unfunded') logger.error(event, 'the L1 account cannot pay for this')
      else logger.debug({ event }, 'L1 account')
    },
  })
  return { journal, sender }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
