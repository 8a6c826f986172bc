import { setMaxListeners } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { devParameters, type L1Contracts } from '@mvm/protocol'
import { AnvilProcess } from './AnvilProcess.ts'
import { DataFolder } from './DataFolder.ts'
import type { DevnetOptions } from './DevnetOptions.ts'
import type { DevnetRecord } from './DevnetRecord.ts'
import { type DevnetAccount, devnetAccounts } from './devnetAccounts.ts'
import { freePort } from './freePort.ts'
import { NodeProcess, type NodeProcessOptions } from './NodeProcess.ts'
import type { Progress } from './progressOnStderr.ts'
import { provisionL1 } from './provisionL1.ts'
import { waitForDacs } from './waitForDacs.ts'

const L1_CHAIN_ID = 31_337
/** Bonds twice what the accounts have on a DAC at the beginning, and leaves stake for five hundred DACs. */
const ALLOCATION_MT = 2_000

interface DevnetNodes {
  readonly sequencers: readonly NodeProcess[]
  readonly gateway: NodeProcess | undefined
  readonly follower: NodeProcess
}

/** A running devnet: an L1, the contracts, DACs, sequencers, a gateway and a follower, each a process of its own. */
export class Devnet {
  readonly record: DevnetRecord
  readonly l1: AnvilProcess
  readonly sequencers: readonly NodeProcess[]
  /** Stands before the sequencers where there are several. */
  readonly gateway: NodeProcess | undefined
  readonly follower: NodeProcess
  readonly users: readonly DevnetAccount[]
  readonly #folder: DataFolder

  private constructor(
    folder: DataFolder,
    record: DevnetRecord,
    l1: AnvilProcess,
    { sequencers, gateway, follower }: DevnetNodes,
  ) {
    this.#folder = folder
    this.record = record
    this.l1 = l1
    this.sequencers = sequencers
    this.gateway = gateway
    this.follower = follower
    this.users = devnetAccounts().users
  }

  /** JSON-RPC of the DACs. */
  get rpcUrl(): string {
    return (this.gateway ?? (this.sequencers[0] as NodeProcess)).rpcUrl
  }

  /** Every process but the L1, in the order in which they end. */
  get nodes(): readonly NodeProcess[] {
    return [...this.sequencers, ...(this.gateway ? [this.gateway] : []), this.follower]
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
    const starting: Promise<NodeProcess>[] = []
    // When one part does not come up, those that are still starting must not be waited for.
    const failure = new AbortController()
    let nodes: Promise<DevnetNodes> | undefined
    try {
      const earlier = folder.record()
      if (earlier === undefined) folder.clear()
      const l1Port = await freePort(options.l1Port, '--l1-port')
      const port = await freePort(options.port, '--port')
      const sequencerCount =
        earlier === undefined ? options.sequencerCount : (earlier.sequencerCount ?? 1)
      const isAlone = sequencerCount === 1

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
          signal: AbortSignal.any([signal, failure.signal]),
        }).then((running) => {
          started.push(running)
          progress(`${name} answers at ${running.rpcUrl}`)
          return running
        })
        starting.push(coming)
        return coming
      }
      const node = (
        contractsFile: string,
        role: string,
        name: string,
        nodePort: number,
        environment: Record<string, string>,
        more: readonly string[],
      ) =>
        start(name, {
          role,
          arguments: [
            ...['--role', role, '--data', folder.folder(name), '--port', String(nodePort)],
            ...['--l1-url', l1.rpcUrl, '--l1-contracts', contractsFile, '--profile', 'dev'],
            ...more,
          ],
          environment,
        })
      const startNodes = async (contracts: L1Contracts): Promise<DevnetNodes> => {
        const file = join(folder.path, 'contracts.json')
        writeFileSync(file, `${JSON.stringify(contracts, null, 2)}\n`)
        const accounts = devnetAccounts().sequencers.slice(0, sequencerCount)
        const ports: number[] = []
        for (const _ of accounts) ports.push(isAlone ? port : await freePort(0, '--port'))
        const peers: string[] = []
        for (const { address } of accounts)
          peers.push(`${address}=ws://127.0.0.1:${await freePort(0, '--port')}`)
        const [sequencers, gateway, follower] = await Promise.all([
          Promise.all(
            accounts.map(({ privateKey }, index) =>
              node(
                file,
                'sequencer',
                index === 0 ? 'sequencer' : `sequencer-${index + 1}`,
                ports[index] as number,
                { MVM_SEQUENCER_KEY: privateKey },
                [
                  ...['--allocate-per-dac', String(ALLOCATION_MT)],
                  ...(isAlone ? [] : ['--peers', peers.join(',')]),
                ],
              ),
            ),
          ),
          isAlone
            ? undefined
            : start('gateway', {
                role: 'gateway',
                command: 'gateway',
                arguments: [
                  ...['--upstreams', ports.map((one) => `http://127.0.0.1:${one}`).join(',')],
                  ...['--port', String(port)],
                ],
                environment: {},
              }),
          node(file, 'follower', 'follower', 0, {}, [
            ...['--sequencer-url', `http://127.0.0.1:${port}`],
          ]),
        ])
        return { sequencers, gateway, follower }
      }
      // Nodes come up while the rest is provisioned: DACs reach them through L1 like any other.
      if (earlier !== undefined) nodes = startNodes(earlier.contracts)
      const record =
        earlier ??
        (await provisionL1({
          rpcUrl: l1.rpcUrl,
          l1ChainId: L1_CHAIN_ID,
          l1BlockTimeS,
          parameters: { ...devParameters, devWindowSeconds: options.windowSeconds },
          dacCount: options.dacCount,
          sequencerCount,
          progress,
          signal,
          onDeployed: (contracts) => {
            nodes = startNodes(contracts)
            // Awaited below; a failure of the provisioning must not leave it unhandled.
            nodes.catch(() => undefined)
          },
        }))
      if (earlier === undefined) folder.writeRecord({ ...record, sequencerCount })
      const running = await (nodes ?? startNodes(record.contracts))
      const { gateway, sequencers, follower } = running
      const front = gateway === undefined ? sequencers : [gateway]
      // On a devnet that goes on they may have spent it.
      const funded = earlier === undefined ? devnetAccounts().users : []
      await waitForDacs(
        [...front, follower].map(({ rpcUrl }) => rpcUrl),
        record.dacs,
        funded.map(({ address }) => address),
        signal,
      )
      progress(
        `${record.dacs.length === 1 ? 'the DAC answers' : `${record.dacs.length} DACs answer`} on the nodes`,
      )
      return new Devnet(folder, record, l1, running)
    } catch (error) {
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
