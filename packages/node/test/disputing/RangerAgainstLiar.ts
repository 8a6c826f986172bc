import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ContractSource,
  type Game,
  L1Client,
  readDisputeCount,
  readDisputeRange,
  readGame,
  readStateBatchStanding,
} from '@mvm/l1'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'

const RESOLVED_WITHIN_MS = 240_000
const L1_BLOCK_TIME_S = 1

interface RangerReport {
  readonly disputes: readonly { readonly stage: string }[]
}

/** A sequencer whose block 1 has a wrong origin and who stands by it, and the only ranger, each a process of its own. */
export class RangerAgainstLiar {
  readonly network: TestNetwork
  readonly liar: TestNode
  readonly account: DevnetAccount
  readonly source: ContractSource
  readonly #folder: string
  #ranger: NodeProcess | undefined

  private constructor(network: TestNetwork, liar: TestNode, account: DevnetAccount) {
    const { contracts, l1, folder } = network
    this.network = network
    this.liar = liar
    this.account = account
    this.source = { client: new L1Client({ urls: [l1.url] }), contracts }
    this.#folder = join(folder, 'ranger-process')
    mkdirSync(this.#folder)
  }

  /** Both are up. Stop them in `afterEach`. */
  static async start(): Promise<RangerAgainstLiar> {
    const network = await TestNetwork.start({ l1BlockTimeS: L1_BLOCK_TIME_S })
    try {
      const liar = await network.sequencer(network.l1.url, ['--fault', 'wrong-origin'])
      await liar.start()
      const two = new RangerAgainstLiar(network, liar, network.users.at(-1) as DevnetAccount)
      await two.startRanger()
      return two
    } catch (error) {
      await network.stop()
      throw error
    }
  }

  /** On the folder that it had before. */
  async startRanger(): Promise<void> {
    const { network, liar, account } = this
    this.#ranger = await NodeProcess.start({
      ...{ role: 'ranger', folder: this.#folder, signal: new AbortController().signal },
      arguments: [
        ...['--role', 'ranger', '--profile', 'dev', '--duties', 'all', '--data', this.#folder],
        ...['--l1-url', network.l1.url],
        ...['--l1-contracts', join(network.folder, 'contracts.json')],
        ...['--witness-url', new URL(liar.rpc.url).origin],
      ],
      environment: { MVM_RANGER_KEY: account.privateKey },
    })
  }

  /** SIGKILL, in whatever it is doing. */
  async killRanger(): Promise<void> {
    const running = this.#ranger
    this.#ranger = undefined
    if (running === undefined) return
    process.kill(running.pid, 'SIGKILL')
    await running.exited
  }

  /** The first game, of whichever DAC of the liar's; `null` while L1 knows of none. */
  async game(): Promise<Game | null> {
    return (await readDisputeCount(this.source)) === 0 ? null : readGame(this.source, 0)
  }

  /** Waits until so many picks are made. */
  untilRound(round: number): Promise<Game> {
    return waitFor(
      `${round} picks`,
      async () => {
        const game = await this.game()
        return game !== null && game.segment.round >= round && game
      },
      { timeoutMs: RESOLVED_WITHIN_MS },
    )
  }

  untilResolved(): Promise<Game> {
    return waitFor(
      'the dispute to be resolved',
      async () => {
        const game = await this.game()
        return game?.isResolved === true && game
      },
      { timeoutMs: RESOLVED_WITHIN_MS },
    )
  }

  /** Waits until the ranger itself says that it has won. */
  async untilToldWon(): Promise<void> {
    const rpc = new JsonRpc(this.#ranger?.rpcUrl ?? '')
    await waitFor('the ranger to say that it has won', async () => {
      const { disputes } = await rpc.call<RangerReport>('mvm_rangerStatus')
      return disputes.some(({ stage }) => stage === 'won')
    })
  }

  /** Whether no DAC has had two disputes: before the first outcome there is nothing else to dispute. */
  async isEachOnce(): Promise<boolean> {
    const count = await readDisputeCount(this.source)
    const disputes = await readDisputeRange(this.source, { from: 0, to: count })
    return new Set(disputes.map(({ chainId }) => chainId)).size === count
  }

  async isStanding({ chainId, stateBatchIndex }: Game): Promise<boolean> {
    return (await readStateBatchStanding(this.source, chainId, stateBatchIndex)).isLive
  }

  /** L1 takes back all blocks from one on; others with nothing in them come in their place. */
  async takeBackFrom(l1BlockNumber: number): Promise<void> {
    const { l1 } = this.network
    await l1.call('evm_setIntervalMining', 0)
    const depth = (await l1.blockNumber()) - l1BlockNumber + 1
    await l1.call('anvil_reorg', depth, [])
    await l1.call('evm_setIntervalMining', L1_BLOCK_TIME_S)
  }

  async stop(): Promise<void> {
    await this.#ranger?.stop()
    await this.network.stop()
  }
}
