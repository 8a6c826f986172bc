import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DeploymentParameters, devParameters, type L1Contracts } from '@mvm/protocol'
import { AnvilProcess } from '../../src/devnet/AnvilProcess.ts'
import type { DevnetDac } from '../../src/devnet/DevnetRecord.ts'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { freePort } from '../../src/devnet/freePort.ts'
import { provisionL1 } from '../../src/devnet/provisionL1.ts'
import { JsonRpc } from './JsonRpc.ts'
import { TestNode } from './TestNode.ts'
import { tempFolder } from './tempFolder.ts'

const L1_CHAIN_ID = 31_337
/** To each DAC. */
const ALLOCATION_MT = 2_000n

export interface TestNetworkOptions {
  /** Seconds between L1 blocks. @default 1 */
  readonly l1BlockTimeS?: number
  /** Whether L1 can be ended and started again, which costs time. @default false */
  readonly isL1Kept?: boolean
  /** How many accounts have stake and an allocation to the DAC. @default 1 */
  readonly sequencerCount?: number
  /** How many accounts are in the RangerPool. @default 0 */
  readonly rangerCount?: number
  /** Other than those of a devnet. */
  readonly parameters?: Partial<DeploymentParameters>
}

export interface MemberOptions {
  /** Where each account listens, as this one reaches it; its own is where it listens itself. */
  readonly peers?: readonly string[]
  /** @default the network's L1 */
  readonly l1Url?: string
  /** More arguments of `mvm-node run`. */
  readonly more?: readonly string[]
}

/** A provisioned L1 with one DAC whose nodes a test starts, kills and starts again one by one. */
export class TestNetwork {
  readonly folder: string
  readonly contracts: L1Contracts
  readonly dac: DevnetDac
  /** Funded on L1 and on the DAC. */
  readonly users: readonly DevnetAccount[]
  readonly l1: JsonRpc
  readonly #options: Required<Pick<TestNetworkOptions, 'l1BlockTimeS' | 'isL1Kept'>>
  readonly #l1Port: number
  readonly #removeFolder: () => void
  readonly #nodes: TestNode[] = []
  #anvil: AnvilProcess
  #isFrozen = false

  private constructor(
    { path, remove }: ReturnType<typeof tempFolder>,
    anvil: AnvilProcess,
    l1Port: number,
    options: Required<Pick<TestNetworkOptions, 'l1BlockTimeS' | 'isL1Kept'>>,
    contracts: L1Contracts,
    dac: DevnetDac,
  ) {
    this.folder = path
    this.#removeFolder = remove
    this.#anvil = anvil
    this.#l1Port = l1Port
    this.#options = options
    this.contracts = contracts
    this.dac = dac
    this.users = devnetAccounts().users
    this.l1 = new JsonRpc(anvil.rpcUrl)
  }

  /** Starts an L1 and provisions it. Stop the network in `afterAll`. */
  static async start({
    l1BlockTimeS = 1,
    isL1Kept = false,
    sequencerCount = 1,
    rangerCount = 0,
    parameters = {},
  }: TestNetworkOptions = {}): Promise<TestNetwork> {
    const options = { l1BlockTimeS, isL1Kept }
    const folder = tempFolder('network')
    const l1Port = await freePort(0, 'any')
    const anvil = await startAnvil(folder.path, l1Port, options)
    try {
      const { contracts, dacs } = await provisionL1({
        rpcUrl: anvil.rpcUrl,
        l1ChainId: L1_CHAIN_ID,
        l1BlockTimeS,
        parameters: { ...devParameters, ...parameters },
        dacCount: 1,
        sequencerCount,
        rangerCount,
        allocationPerDac: ALLOCATION_MT * 10n ** 18n,
        progress: () => undefined,
        signal: new AbortController().signal,
        onDeployed: () => undefined,
      })
      writeFileSync(join(folder.path, 'contracts.json'), JSON.stringify(contracts))
      const dac = dacs[0] as DevnetDac
      return new TestNetwork(folder, anvil, l1Port, options, contracts, dac)
    } catch (error) {
      await anvil.stop()
      folder.remove()
      throw error
    }
  }

  /** A sequencer that is not started yet, with further options if need be. */
  async sequencer(l1Url = this.l1.url, more: readonly string[] = []): Promise<TestNode> {
    const [{ privateKey }] = devnetAccounts().sequencers
    return this.#node('sequencer', l1Url, ['--allocate-per-dac', String(ALLOCATION_MT), ...more], {
      MVM_SEQUENCER_KEY: privateKey,
    })
  }

  /** What a sequencer that asks producers, and its producers, must both be told. */
  async peersOfOne(): Promise<readonly string[]> {
    const [{ address }] = devnetAccounts().sequencers
    return ['--peers', `${address}=ws://127.0.0.1:${await freePort(0, 'any')}`]
  }

  /** A producer that is not started yet. */
  producer(
    { privateKey }: DevnetAccount,
    peers: readonly string[],
    more: readonly string[] = [],
  ): Promise<TestNode> {
    const environment = { MVM_PRODUCER_KEY: privateKey }
    return this.#node('producer', this.l1.url, [...peers, ...more], environment)
  }

  /** As many sequencers as have stake, which take turns; none is started yet. */
  async sequencers(): Promise<readonly TestNode[]> {
    const peers = await this.peerUrls()
    return Promise.all(peers.map((_, index) => this.member(index, { peers })))
  }

  /** Where the accounts with stake could listen to each other, in their order. */
  async peerUrls(): Promise<readonly string[]> {
    const urls: string[] = []
    for (const _ of devnetAccounts().sequencers) {
      urls.push(`ws://127.0.0.1:${await freePort(0, 'any')}`)
    }
    return urls
  }

  /** One of the accounts with stake as a sequencer that takes turns; it is not started yet. */
  async member(
    index: number,
    { peers, l1Url = this.l1.url, more = [] }: MemberOptions = {},
  ): Promise<TestNode> {
    const { sequencers } = devnetAccounts()
    const { privateKey } = sequencers[index] as DevnetAccount
    const list = peers?.map((url, place) => `${sequencers[place]?.address}=${url}`).join(',')
    return this.#node(
      'sequencer',
      l1Url,
      [
        ...(list === undefined ? [] : ['--peers', list]),
        ...['--allocate-per-dac', String(ALLOCATION_MT), ...more],
      ],
      { MVM_SEQUENCER_KEY: privateKey },
      `sequencer-${index}`,
    )
  }

  /** A follower that is not started yet, and forwards transactions to a sequencer if there is one. */
  async follower(sequencer?: TestNode): Promise<TestNode> {
    const url = sequencer && new URL(sequencer.rpc.url).origin
    const more = url === undefined ? [] : ['--sequencer-url', url]
    return this.#node('follower', this.l1.url, more, {})
  }

  /** L1 hangs: connections are taken, nothing is answered. */
  freezeL1(): void {
    process.kill(this.#anvil.pid, 'SIGSTOP')
    this.#isFrozen = true
  }

  thawL1(): void {
    process.kill(this.#anvil.pid, 'SIGCONT')
    this.#isFrozen = false
  }

  /** L1 ends, at once or after it has written its state. */
  async endL1(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.#isFrozen) this.thawL1()
    process.kill(this.#anvil.pid, signal)
    await this.#anvil.exited
  }

  /** L1 comes back with what its state file has. */
  async restartL1(): Promise<void> {
    this.#anvil = await startAnvil(this.folder, this.#l1Port, this.#options)
  }

  /** Ends every process and removes the folder. */
  async stop(): Promise<void> {
    if (this.#isFrozen) this.thawL1()
    await Promise.allSettled(this.#nodes.map((node) => node.kill()))
    await this.#anvil.stop()
    this.#removeFolder()
  }

  async #node(
    role: 'sequencer' | 'producer' | 'follower',
    l1Url: string,
    more: readonly string[],
    environment: Readonly<Record<string, string>>,
    name: string = role,
  ): Promise<TestNode> {
    const folder = join(this.folder, name)
    mkdirSync(folder, { recursive: true })
    const node = new TestNode({
      role,
      folder,
      port: await freePort(0, 'any'),
      slug: this.dac.slug,
      arguments: [
        ...['--l1-url', l1Url, '--l1-contracts', join(this.folder, 'contracts.json')],
        ...['--profile', 'dev', ...more],
      ],
      environment,
    })
    this.#nodes.push(node)
    return node
  }
}

async function startAnvil(
  folder: string,
  port: number,
  { l1BlockTimeS, isL1Kept }: Required<Pick<TestNetworkOptions, 'l1BlockTimeS' | 'isL1Kept'>>,
): Promise<AnvilProcess> {
  const l1Folder = join(folder, 'l1')
  mkdirSync(l1Folder, { recursive: true })
  return AnvilProcess.start({
    folder: l1Folder,
    port,
    chainId: L1_CHAIN_ID,
    blockTimeS: l1BlockTimeS,
    isKept: isL1Kept,
    signal: new AbortController().signal,
  })
}
