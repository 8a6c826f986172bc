import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, L1Client } from '@mvm/l1'
import { Devnet, type DevnetAccount, devnetAccounts, NodeProcess, type Progress } from '@mvm/node'
import { type Address, keccak256Hex } from '@mvm/protocol'
import { rpcCall } from '../../bench/rpcBatch.ts'
import { untilAsserted } from '../dispute/untilAsserted.ts'
import { DevnetStage } from '../ranger/DevnetStage.ts'
import { faultStories, quietBlock, type Stage, setStage } from '../ranger/faultStories.ts'

const POLL_MS = 100

/** As which fault a lying challenger's machine steps: the asserter's and its own differ in one storage word. */
export const CHALLENGERS_FAULT = 'wrong-storage'

export interface AttackGroundOptions {
  /** Seconds in which a state batch can be disputed. */
  readonly windowSeconds: number
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** A devnet of processes that all keep to the protocol, with a DAC whose state batches are attacked. */
export class AttackGround {
  readonly devnet: Devnet
  readonly stage: Stage<DevnetStage>
  readonly source: ContractSource & { readonly signal: AbortSignal }
  readonly progress: Progress
  #again: NodeProcess | undefined

  constructor(
    devnet: Devnet,
    stage: Stage<DevnetStage>,
    options: Pick<AttackGroundOptions, 'signal' | 'progress'>,
  ) {
    const client = new L1Client({ urls: [devnet.l1.rpcUrl] })
    this.devnet = devnet
    this.stage = stage
    this.source = { client, contracts: devnet.record.contracts, signal: options.signal }
    this.progress = options.progress
  }

  static async start(options: AttackGroundOptions): Promise<AttackGround> {
    const { windowSeconds, progress, signal } = options
    const devnet = await Devnet.start(
      {
        ...{ port: 0, l1Port: 0, dataFolder: undefined, dacCount: 1, sequencerCount: 1 },
        ...{ rangerCount: 0, duties: 'all', l1BlockTimeS: 1, windowSeconds },
      },
      progress,
      signal,
    )
    try {
      const stage = await setStage(new DevnetStage(devnet, signal))
      return new AttackGround(devnet, stage, options)
    } catch (error) {
      await devnet.stop()
      throw error
    }
  }

  get chainId(): number {
    return this.stage.chain.chainId
  }

  /** The account of the only sequencer, which asserts everything. */
  get asserter(): Address {
    return devnetAccounts().sequencers[0].address
  }

  /** Somebody who attacks nothing. */
  get bystander(): DevnetAccount {
    const { users } = this.devnet
    return users[1] as DevnetAccount
  }

  /** A block whose trace differs from that of a machine with {@link CHALLENGERS_FAULT}; resolves when L1 has its root. */
  contestedBlock(): Promise<number> {
    return this.#asserted(faultStories[CHALLENGERS_FAULT](this.stage).transactions)
  }

  /** A block on which all agree; resolves when L1 has its root. */
  quietBlock(): Promise<number> {
    return this.#asserted(quietBlock(this.stage).transactions)
  }

  /** Kills the asserter's process in whatever it is doing. */
  async killAsserter(): Promise<void> {
    const running = this.#again ?? this.devnet.sequencers[0]
    if (running === undefined) throw new Error('there is no asserter')
    process.kill(running.pid, 'SIGKILL')
    await running.exited
  }

  /** Starts it again on its folder. */
  async restartAsserter(): Promise<void> {
    const { devnet, source } = this
    const folder = join(devnet.dataFolder, 'sequencer')
    this.#again = await NodeProcess.start({
      ...{ role: 'sequencer', folder, signal: source.signal },
      arguments: [
        ...['--role', 'sequencer', '--profile', 'dev', '--data', folder],
        ...['--port', new URL(devnet.rpcUrl).port, '--l1-url', devnet.l1.rpcUrl],
        ...['--l1-contracts', join(devnet.dataFolder, 'contracts.json')],
        ...['--allocate-per-dac', '2000'],
      ],
      environment: { MVM_SEQUENCER_KEY: devnetAccounts().sequencers[0].privateKey },
    })
  }

  /** Waits until the asserter's node takes transactions for the DAC. */
  async untilReady(): Promise<void> {
    const { signal } = this.source
    const slug = this.stage.chain.rpcUrl.split('/').at(-1)
    const url = new URL(`/readyz?dac=${slug}`, this.devnet.rpcUrl)
    while (!(await fetch(url, { signal })).ok) await delay(POLL_MS, undefined, { signal })
  }

  /** Takes the last blocks of L1 back; others with nothing in them come in their place. */
  async reorganiseL1(depth: number): Promise<void> {
    await rpcCall(this.devnet.l1.rpcUrl, 'anvil_reorg', depth, [])
  }

  async stop(): Promise<void> {
    await this.#again?.stop()
    await this.devnet.stop()
  }

  async #asserted(transactions: readonly Uint8Array[] = []): Promise<number> {
    const { chain } = this.stage
    await chain.block(transactions)
    const [raw] = transactions
    if (raw === undefined) throw new Error('a story has a transaction')
    const receipt = (await rpcCall(
      chain.rpcUrl,
      'eth_getTransactionReceipt',
      keccak256Hex(raw),
    )) as { readonly blockNumber: string; readonly status: string } | null
    if (receipt?.status !== '0x1') throw new Error('a story’s transaction failed')
    const blockNumber = Number(receipt.blockNumber)
    await untilAsserted(this.source, chain.chainId, blockNumber)
    return blockNumber
  }
}
