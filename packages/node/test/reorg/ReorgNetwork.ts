import { setTimeout as delay } from 'node:timers/promises'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { L1Miner } from '../support/L1Miner.ts'
import { L1User } from '../support/L1User.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'
import { expectRecovery } from './expectRecovery.ts'
import { reorgL1 } from './reorgL1.ts'

const L1_INTERVAL_MS = 500
const LOAD_PER_S = 25
const WARM_UP_TRANSACTIONS = 30

/** A sequencer and a follower on an L1 that a test turns back. */
export class ReorgNetwork {
  readonly network: TestNetwork
  readonly miner: L1Miner
  readonly sequencer: TestNode
  readonly follower: TestNode
  readonly #depositors: readonly [L1User, L1User]

  private constructor(
    network: TestNetwork,
    miner: L1Miner,
    sequencer: TestNode,
    follower: TestNode,
    depositors: readonly [L1User, L1User],
  ) {
    this.network = network
    this.miner = miner
    this.sequencer = sequencer
    this.follower = follower
    this.#depositors = depositors
  }

  /** Everything up, and all users funded on both sides. Stop it in `afterAll`. */
  static async start(): Promise<ReorgNetwork> {
    const network = await TestNetwork.start()
    try {
      const sequencer = await network.sequencer()
      const follower = await network.follower()
      await Promise.all([sequencer.start(), follower.start()])
      const miner = await L1Miner.start(network.l1, L1_INTERVAL_MS)
      const l1User = (index: number) =>
        new L1User(network.l1, network.contracts, network.users[index] as DevnetAccount)
      const depositors = [l1User(7), l1User(8)] as const
      await Promise.all(depositors.map((depositor) => depositor.approveBridge()))
      await waitFor('the follower to derive the first deposits', async () => {
        const balances = network.users.map(({ address }) => follower.rpc.balance(address))
        return (await Promise.all(balances)).every((balance) => balance > 0n)
      })
      return new ReorgNetwork(network, miner, sequencer, follower, depositors)
    } catch (error) {
      await network.stop()
      throw error
    }
  }

  /** One reorganisation of that depth while accounts send, and everything that must hold afterwards. */
  async surviveReorg(depth: number, disturb?: () => Promise<void>): Promise<void> {
    const { network } = this
    const startedAtMs = Date.now()
    const load = await TransferLoad.start({
      rpc: this.sequencer.rpc,
      chainId: network.dac.chainId,
      accounts: network.users.slice(0, 5),
      ratePerS: LOAD_PER_S,
    })
    try {
      const isWarm = () => load.answered.size >= WARM_UP_TRANSACTIONS
      await waitFor('transactions to be answered', isWarm, { timeoutMs: 60_000 })
      const options = {
        network,
        miner: this.miner,
        sequencer: this.sequencer,
        follower: this.follower,
        depositors: this.#depositors,
        depth,
        ...(disturb === undefined ? {} : { disturb }),
      }
      const reorg = await reorgL1(options)
      const forkedAtMs = Date.now()
      await expectRecovery(options, reorg, load)
      console.info(
        `depth ${depth}: fork at L1 block ${reorg.forkNumber}, ${reorg.vanished.length} batches vanished, ` +
          `${load.answered.size} hashes answered; ${forkedAtMs - startedAtMs} ms to the fork, ` +
          `${Date.now() - forkedAtMs} ms until all was checked`,
      )
    } finally {
      this.miner.resume()
      await load.stop()
    }
  }

  /** SIGKILL to both nodes at random moments of the next two seconds, and their restart. */
  async killBoth(): Promise<void> {
    const nodes = [this.sequencer, this.follower]
    await Promise.all(
      nodes.map(async (node) => {
        await delay(Math.random() * 2_000)
        await node.kill()
        await node.start()
      }),
    )
  }

  async stop(): Promise<void> {
    await this.miner.stop()
    await this.network.stop()
  }
}
