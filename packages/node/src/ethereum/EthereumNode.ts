import type { EthereumGenesis } from '@mvm/execution'
import {
  type ChainEvents,
  type EthereumPorts,
  ethereumMethods,
  RpcServer,
  type SignedChainTransaction,
} from '@mvm/rpc'
import { EthereumUnit } from '@mvm/storage'
import type { Logger } from 'pino'
import { CLIENT_VERSION } from '../CLIENT_VERSION.ts'
import { listen } from '../role/listen.ts'
import { StorageStatePort } from '../rpc/StorageStatePort.ts'
import { WorkerTracePort } from '../rpc/WorkerTracePort.ts'
import { StateViews } from '../state/StateViews.ts'
import type { SimulationMethods } from '../worker/query/simulationMethods.ts'
import { TraceWorker } from '../worker/query/TraceWorker.ts'
import { WorkerThread } from '../worker/WorkerThread.ts'
import { BlobVerifier } from './BlobVerifier.ts'
import { EthereumChainPort } from './EthereumChainPort.ts'
import { EthereumPoolPort } from './EthereumPoolPort.ts'
import { EthereumRulesPort } from './EthereumRulesPort.ts'
import type { EthereumMethods } from './ethereumWorker.ts'
import { importChain } from './importChain.ts'
import { readGenesisFile } from './readGenesisFile.ts'

/** How a node of Ethereum's profile runs. */
export interface EthereumNodeOptions {
  readonly genesisFile: string
  /** A file of blocks in RLP, one after the other. */
  readonly importFile: string | undefined
  readonly dataFolder: string
  readonly host: string
  readonly port: number
}

/** A chain of Ethereum's profile, imported and served: it does not go on. */
export class EthereumNode {
  readonly rpcUrl: string
  readonly headNumber: number
  readonly #stop: () => Promise<void>

  private constructor(rpcUrl: string, headNumber: number, stop: () => Promise<void>) {
    this.rpcUrl = rpcUrl
    this.headNumber = headNumber
    this.#stop = stop
  }

  /** Imports what the folder has not, then serves. Throws what reading, importing and listening throw. */
  static async start(
    { genesisFile, importFile, dataFolder, host, port }: EthereumNodeOptions,
    { logger, signal }: { readonly logger: Logger; readonly signal: AbortSignal },
  ): Promise<EthereumNode> {
    await using undo = new AsyncDisposableStack()
    const genesis = readGenesisFile(genesisFile)
    const unit = await openUnit(genesis, dataFolder)
    undo.defer(() => unit.close())
    if (importFile !== undefined) {
      const report = await importChain(unit, genesis.profile, importFile, { logger, signal })
      logger.info({ ...report, head: unit.head().number }, 'imported the chain')
    }
    const entry = new URL('./ethereumWorker.ts', import.meta.url)
    const worker = new WorkerThread<EthereumMethods>('ethereum', entry, undefined)
    const tracer = new TraceWorker<EthereumMethods>(entry)
    undo.defer(async () => {
      await Promise.all([worker.terminate(), tracer.terminate()])
    })
    await worker.call('open', genesisFile, dataFolder)
    const traceWorker = () =>
      tracer.with(genesis.profile.chainId, (thread) => thread.call('open', genesisFile, dataFolder))
    // Here traces are what one asks for: the first one is not to wait for a thread.
    await traceWorker()
    const blobs = new BlobVerifier()
    undo.defer(() => blobs.terminate())
    const ports = portsOf(genesis, unit, { worker, tracer: traceWorker, blobs })
    const server = new RpcServer<EthereumPorts>({
      chains: { first: () => ports, bySlug: (slug) => (slug === ports.slug ? ports : null) },
      methods: ethereumMethods,
      logger,
      clientVersion: CLIENT_VERSION,
    })
    undo.defer(() => server.close())
    const taken = await listen(server, host, port, '--http-port')
    const closing = undo.move()
    return new EthereumNode(`http://${host}:${taken}`, unit.head().number, async () => {
      await Promise.all([worker.call('closeAll'), tracer.closeAll()])
      await closing.disposeAsync()
    })
  }

  stop(): Promise<void> {
    return this.#stop()
  }
}

function openUnit({ profile, header, hash, state }: EthereumGenesis, folder: string) {
  const genesis = { header, hash, state }
  return EthereumUnit.open(folder, { chainId: profile.chainId, genesis })
}

function portsOf(
  genesis: EthereumGenesis,
  unit: EthereumUnit,
  {
    worker,
    tracer,
    blobs,
  }: {
    readonly worker: WorkerThread<EthereumMethods>
    readonly tracer: () => Promise<WorkerThread<SimulationMethods>>
    readonly blobs: BlobVerifier
  },
): EthereumPorts {
  const { profile } = genesis
  const { chainId } = profile
  const pending = new Set<(transaction: SignedChainTransaction) => void>()
  return {
    slug: 'ethereum',
    chainId,
    chain: new EthereumChainPort(unit, profile),
    state: new StorageStatePort(chainId, new StateViews(unit), worker),
    trace: new WorkerTracePort(chainId, tracer),
    pool: new EthereumPoolPort(unit, profile, blobs, (transaction) => {
      for (const listener of pending) listener(transaction)
    }),
    rules: new EthereumRulesPort(genesis, unit),
    charter: null,
    building: { build: (order) => worker.call('build', order) },
    events: eventsOf(pending),
    readiness: () => ({ isReady: true, reasons: [] }),
    progress: () => {
      const { number } = unit.head()
      return { isSyncing: false, startingBlock: 0, currentBlock: number, highestBlock: number }
    },
  }
}

/** The chain stands still: only the pool has something to tell. */
function eventsOf(pending: Set<(transaction: SignedChainTransaction) => void>): ChainEvents {
  return {
    onHeadChange: () => () => {},
    onSyncChange: () => () => {},
    onPendingTransaction: (listener) => {
      pending.add(listener)
      return () => {
        pending.delete(listener)
      }
    },
  }
}
