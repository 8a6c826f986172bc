import { join } from 'node:path'
import { L1Client, L1TransactionSender, readDuties, readRangerTerms, signerFromKey } from '@mvm/l1'
import { type Hash, type Hex, hashWords, keccak256Hex } from '@mvm/protocol'
import { DrawnDuties, EverySegment } from '@mvm/ranger'
import { RangerServer } from '@mvm/rpc'
import { pino } from 'pino'
import { GameHall } from '../disputing/GameHall.ts'
import { ownTrace } from '../disputing/ownTrace.ts'
import { ThreadedTrace } from '../disputing/ThreadedTrace.ts'
import { TraceThread } from '../disputing/TraceThread.ts'
import { WorkingCapital } from '../disputing/WorkingCapital.ts'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { readDeployment } from '../l1/readDeployment.ts'
import { untilL1Answers } from '../l1/untilL1Answers.ts'
import { listen } from '../role/listen.ts'
import type { NodeMessage } from '../role/NodeMessage.ts'
import { readContracts } from '../role/readContracts.ts'
import { RuntimeRangerPort } from '../rpc/RuntimeRangerPort.ts'
import { SeedRecorder } from '../seed/SeedRecorder.ts'
import { LevelIntentJournal } from '../sequencing/LevelIntentJournal.ts'
import { L1Agreement } from './L1Agreement.ts'
import { L1DisputePort } from './L1DisputePort.ts'
import { LevelOwnState } from './LevelOwnState.ts'
import { LevelRangerJournal } from './LevelRangerJournal.ts'
import { RangerMetrics } from './RangerMetrics.ts'
import { RangerRuntime } from './RangerRuntime.ts'
import { readDutyChoice } from './readDutyChoice.ts'
import { readRangerKey } from './readRangerKey.ts'

export interface RangerArguments {
  readonly l1Url: string
  readonly l1Contracts: string
  readonly data: string
  readonly profile: string
  readonly witnessUrl?: string
  readonly duties: string
  readonly disputesPerDay: number
  readonly games: number
  readonly host: string
  /** @default any free one */
  readonly port?: number
  readonly logLevel: string
}

/** L1 blocks to spare for reorganisations beyond the age of origins. */
const SPARE_L1_BLOCKS = 600

/** `mvm-node run --role ranger`: one ranger until SIGINT, SIGTERM, or the end of the process that started it. */
export async function runRangerCommand(options: RangerArguments): Promise<void> {
  const duties = readDutyChoice(options.duties)
  const key = readRangerKey(options.profile)
  const contracts = readContracts(options.l1Contracts)
  const logger = pino({ level: options.logLevel })
  const stop = new AbortController()
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  }
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, onSignal)

  await using stack = new AsyncDisposableStack()
  const journal = await LevelRangerJournal.open(join(options.data, 'ranger'))
  stack.defer(() => journal.close())
  const intents = await LevelIntentJournal.open(join(options.data, 'l1-account'))
  stack.defer(() => intents.close())
  const states: LevelOwnState[] = []
  const chainFolder = (dac: number) => join(options.data, 'chains', String(dac))
  stack.defer(async () => {
    for (const state of states) await state.close()
  })
  const urls = options.l1Url.split(',')
  const anyChain = new L1Client({ urls })
  const { deployment, segmentLength, start } = await untilL1Answers(
    logger,
    stop.signal,
    async () => ({
      deployment: await readDeployment(anyChain, contracts, stop.signal),
      segmentLength: (await readRangerTerms({ client: anyChain, contracts })).segmentLength,
      start: await anyChain.block(Math.max(0, contracts.deploymentBlock - 1)),
    }),
  )
  if (start === null) {
    throw new ConfigurationError({
      option: '--l1-url',
      problem: 'that L1 has no block before the deployment',
      remedy: 'Give the L1 of the deployment that --l1-contracts names.',
    })
  }
  const chainId = deployment.l1ChainId
  // From now on an endpoint of another chain is none.
  const client = new L1Client({ urls, chainId })
  const agreement = new L1Agreement({
    client,
    blockHash: (number) => ranger.l1BlockHash(number),
    onDisagreement: (told) => logger.error(told, 'an L1 endpoint tells another chain'),
  })
  const signer = signerFromKey(key)
  const sender = new L1TransactionSender({
    ...{ client, signer, chainId, journal: intents },
    onEvent: (event) => {
      if (event.kind === 'unfunded') logger.error(event, 'the L1 account cannot pay for this')
    },
  })
  const seeds = new SeedRecorder({
    ...{ clock: deployment.epochs, source: { client, contracts }, sender, logger },
    isEager: () => true,
  })
  const traceThread = new TraceThread()
  const games = new GameHall({
    ...{ client, contracts, sender, logger },
    roleIn: ({ challenger }) => (challenger === sender.address ? 'challenger' : null),
    traceOf: async (dispute, signal) => {
      await ranger.untilCaughtUp(signal)
      const { claims, chains } = ranger
      const source = { client, l1: claims, chains, folderOf: chainFolder }
      const request = await ownTrace(dispute, source, signal)
      return new ThreadedTrace(request, async () => undefined, traceThread)
    },
  })
  const saltOf = (name: string) => hashWords<Hash<'salt'>>(key, hashOf(name))
  const ranger: RangerRuntime = new RangerRuntime({
    client,
    contracts,
    start,
    keptBlocks: deployment.rules.maxOriginAge + SPARE_L1_BLOCKS,
    witnessUrls: options.witnessUrl?.split(',') ?? [],
    journal,
    duties: (archive) =>
      duties === 'all'
        ? new EverySegment(archive, segmentLength)
        : new DrawnDuties(archive, {
            account: signer.address,
            read: (dac, stateBatch) => readDuties({ client, contracts }, dac, stateBatch),
            clock: deployment.epochs,
            segmentBlocks: segmentLength,
          }),
    windowOf: ({ profile }) => deployment.windowSeconds[profile],
    openState: async (dac) => {
      const state = await LevelOwnState.open(chainFolder(dac))
      states.push(state)
      return state
    },
    disputesPerDay: options.disputesPerDay,
    disputes: (claims) =>
      new L1DisputePort({ client, contracts, sender, claims, saltOf, segmentLength }),
    onHead: (head, headSignal) => {
      seeds.noteHead(head, headSignal)
      capital.noteHead(head, headSignal)
      void agreement.noteHead(head, headSignal)
    },
    onL1Status: (status) => logger.warn({ status }, 'L1'),
    onEvent: (told) => {
      metrics.count(told)
      const { kind, ...event } = told
      if (kind === 'equal') logger.info(event, kind)
      else logger.warn('error' in event ? { ...event, err: event.error } : event, kind)
    },
  })
  const port = new RuntimeRangerPort(ranger, signer.address)
  const metrics = new RangerMetrics(port, () => agreement.disagreeing.length)
  const capital: WorkingCapital = new WorkingCapital({
    ...{ source: { client, contracts }, account: signer.address, games: options.games, logger },
    sharesBond: false,
    playing: () => games.playing,
  })
  metrics.showCapital(() => capital.status)
  const server = new RangerServer({ ranger: port, metrics, logger })
  stack.defer(() => server.close())
  const rpcUrl = `http://${options.host}:${await listen(server, options.host, options.port ?? 0)}`
  const ready: NodeMessage = { kind: 'ready', rpcUrl }
  process.send?.(ready)
  logger.info({ account: signer.address, duties, rpcUrl }, 'the ranger is up')
  const ignoreAbort = (error: unknown) => {
    if (!stop.signal.aborted) throw error
  }
  await Promise.all([
    ranger.run(stop.signal),
    sender.run(stop.signal).catch(ignoreAbort),
    games.run(stop.signal),
  ]).finally(() => stop.abort())
  await stack.disposeAsync()
  process.exit(0)
}

function hashOf(text: string): Hex {
  return keccak256Hex(new TextEncoder().encode(text))
}
