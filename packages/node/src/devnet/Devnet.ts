import { setMaxListeners } from 'node:events'
import { devParameters, type L1Contracts } from '@mvm/protocol'
import type { FaultConfiguration } from '../role/FaultConfiguration.ts'
import { AnvilProcess } from './AnvilProcess.ts'
import { DataFolder } from './DataFolder.ts'
import type { DevnetOptions } from './DevnetOptions.ts'
import type { DevnetRecord } from './DevnetRecord.ts'
import { type DevnetAccount, devnetAccounts } from './devnetAccounts.ts'
import { freePort } from './freePort.ts'
import { lastLines } from './lastLines.ts'
import { NodeProcess, type NodeProcessOptions } from './NodeProcess.ts'
import type { Progress } from './progressOnStderr.ts'
import { provisionL1 } from './provisionL1.ts'
import { type DevnetNodes, startNodes } from './startNodes.ts'
import { waitForDacs } from './waitForDacs.ts'

const L1_CHAIN_ID = 31_337
/** A running devnet: an L1, the contracts, DACs, sequencers, a gateway, a follower and rangers, each a process of its own. */
export class Devnet {
  readonly record: DevnetRecord
  readonly l1: AnvilProcess
  readonly sequencers: readonly NodeProcess[]
  /** Stands before the sequencers where there are several. */
  readonly gateway: NodeProcess | undefined
  readonly follower: NodeProcess
  readonly rangers: readonly NodeProcess[]
  readonly users: readonly DevnetAccount[]
  /** By which machine the sequencers execute, if not by the protocol's. */
  readonly fault: FaultConfiguration | undefined
  readonly #folder: DataFolder

  private constructor(
    folder: DataFolder,
    record: DevnetRecord,
    l1: AnvilProcess,
    { sequencers, gateway, follower, rangers }: DevnetNodes,
    fault: FaultConfiguration | undefined,
  ) {
    this.#folder = folder
    this.record = record
    this.l1 = l1
    this.sequencers = sequencers
    this.gateway = gateway
    this.follower = follower
    this.rangers = rangers
    this.fault = fault
    this.users = devnetAccounts().users
  }

  /** JSON-RPC of the DACs. */
  get rpcUrl(): string {
    return (this.gateway ?? (this.sequencers[0] as NodeProcess)).rpcUrl
  }

  /** Every process but the L1, in the order in which they end. */
  get nodes(): readonly NodeProcess[] {
    const gateway = this.gateway ? [this.gateway] : []
    return [...this.sequencers, ...gateway, this.follower, ...this.rangers]
  }

  /** Folder of everything that the devnet keeps. */
  get dataFolder(): string {
    return this.#folder.path
  }

  get isTemporary(): boolean {
    return this.#folder.isTemporary
  }

  /**
   * Brings everything up, or continues what a folder holds; ends everything again when a part does not come up
   * or `signal` aborts. Throws the typed error of the part that failed.
   */
  static async start(
    options: DevnetOptions,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Devnet> {
    setMaxListeners(0, signal)
    const folder = DataFolder.open(options.dataFolder)
    const started: { stop(): Promise<void> }[] = []
    const running: NodeProcess[] = []
    const starting: Promise<NodeProcess>[] = []
    // When one part does not come up, nothing that needs it must be waited for.
    const failure = new AbortController()
    const unlessFailed = AbortSignal.any([signal, failure.signal])
    let nodes: Promise<DevnetNodes> | undefined
    try {
      const earlier = folder.record()
      if (earlier === undefined) folder.clear()
      const l1Port = await freePort(options.l1Port, '--l1-port')
      const port = await freePort(options.port, '--port')
      const sequencerCount =
        earlier === undefined ? options.sequencerCount : (earlier.sequencerCount ?? 1)
      const rangerCount = earlier === undefined ? options.rangerCount : (earlier.rangerCount ?? 0)

      const l1BlockTimeS = earlier?.l1BlockTimeS ?? options.l1BlockTimeS
      if (earlier !== undefined) {
        progress(
          `continuing ${folder.path}: ${earlier.dacs.length} DAC(s), an L1 block every ${l1BlockTimeS} s, as it was begun`,
        )
      }
      const l1 = await AnvilProcess.start({
        folder: folder.folder('l1'),
        isKept: !folder.isTemporary,
        port: l1Port,
        chainId: L1_CHAIN_ID,
        blockTimeS: l1BlockTimeS,
        signal,
      })
      started.push(l1)
      progress(`L1 (anvil) answers at ${l1.rpcUrl}`)

      const start = (name: string, process_: Omit<NodeProcessOptions, 'folder' | 'signal'>) => {
        const coming = NodeProcess.start({
          ...process_,
          folder: folder.folder(name),
          signal: unlessFailed,
        }).then((node) => {
          started.push(node)
          running.push(node)
          progress(`${name} answers at ${node.rpcUrl}`)
          return node
        })
        starting.push(coming)
        return coming
      }
      const nodesOf = (contracts: L1Contracts) =>
        startNodes({
          ...{ folder, l1Url: l1.rpcUrl, contracts, port, start },
          ...{ sequencerCount, rangerCount, duties: options.duties, fault: options.fault },
        })
      // Nodes come up while the rest is provisioned: DACs reach them through L1 like any other.
      if (earlier !== undefined) nodes = nodesOf(earlier.contracts)
      const record =
        earlier ??
        (await provisionL1({
          rpcUrl: l1.rpcUrl,
          l1ChainId: L1_CHAIN_ID,
          l1BlockTimeS,
          parameters: { ...devParameters, devWindowSeconds: options.windowSeconds },
          dacCount: options.dacCount,
          sequencerCount,
          rangerCount,
          progress,
          signal: unlessFailed,
          onDeployed: (contracts) => {
            nodes = nodesOf(contracts)
            nodes.catch((reason) => failure.abort(reason))
          },
        }))
      if (earlier === undefined) {
        folder.writeRecord({ ...record, sequencerCount, rangerCount })
      }
      const network = await (nodes ?? nodesOf(record.contracts))
      const { gateway, sequencers, follower } = network
      const front = gateway === undefined ? sequencers : [gateway]
      // On a devnet that goes on they may have spent it.
      const funded = earlier === undefined ? devnetAccounts().users : []
      await waitForDacs(
        [...front, follower].map(({ rpcUrl }) => rpcUrl),
        record.dacs,
        funded.map(({ address }) => address),
        unlessFailed,
      )
      progress(
        `${record.dacs.length === 1 ? 'the DAC answers' : `${record.dacs.length} DACs answer`} on the nodes`,
      )
      return new Devnet(folder, record, l1, network, options.fault)
    } catch (thrown) {
      const error = failure.signal.aborted ? failure.signal.reason : thrown
      if (!signal.aborted) {
        // A temporary folder goes with its logs.
        for (const { role, log } of running) progress(`${role} said last:\n${lastLines(log)}`)
      }
      failure.abort()
      await Promise.allSettled(starting)
      await Promise.allSettled(started.reverse().map((part) => part.stop()))
      folder.close()
      throw error
    }
  }

  /** Ends every process, the nodes before the L1 they follow, and gives the folder back. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.nodes.map((node) => node.stop()))
    await this.l1.stop()
    this.#folder.close()
  }
}
