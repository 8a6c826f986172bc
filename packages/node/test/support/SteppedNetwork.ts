import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { MvmNode } from '../../src/role/MvmNode.ts'
import { JsonRpc } from './JsonRpc.ts'
import { SteppedClock } from './SteppedClock.ts'
import { TestNetwork } from './TestNetwork.ts'
import { waitFor } from './waitFor.ts'

/** As on a public network: an L2 block every two seconds, an L1 block every twelve. */
const L2_BLOCK_MS = 2_000
const L2_BLOCKS_PER_L1_BLOCK = 6
const MT = 10n ** 18n

/**
 * A network whose time a test moves: L1 and a sequencer with the policies of a public network, in this process, know
 * no other clock. Hours pass in seconds.
 */
export class SteppedNetwork {
  readonly network: TestNetwork
  /** The sequencer's. */
  readonly rpc: JsonRpc
  readonly #clock: SteppedClock
  readonly #node: MvmNode
  #steps = 0

  private constructor(network: TestNetwork, clock: SteppedClock, node: MvmNode) {
    this.network = network
    this.#clock = clock
    this.#node = node
    this.rpc = new JsonRpc(`${node.rpcUrl}/${network.dac.slug}`)
  }

  /** Brings everything up; all users are funded on L2 when it resolves. Stop it in `afterAll`. */
  static async start(): Promise<SteppedNetwork> {
    const network = await TestNetwork.start()
    try {
      const { l1, contracts, folder } = network
      await l1.call('evm_setIntervalMining', 0)
      const clock = new SteppedClock(Number((await l1.block('latest'))?.timestamp) * 1_000)
      const node = await MvmNode.start(
        {
          role: 'sequencer',
          profile: 'strict',
          l1Urls: [l1.url],
          contracts,
          dataFolder: join(folder, 'sequencer'),
          host: '127.0.0.1',
          port: 0,
          sequencerUrl: undefined,
          sequencerKey: devnetAccounts().sequencers[0].privateKey,
          allocationPerDac: 2_000n * MT,
          logLevel: 'error',
        },
        new AbortController().signal,
        clock,
      )
      const stepped = new SteppedNetwork(network, clock, node)
      const areFunded = async () => {
        await stepped.step()
        const balances = network.users.map(({ address }) => stepped.rpc.balance(address))
        return (await Promise.all(balances)).every((balance) => balance > 0n)
      }
      await waitFor('the users to have MT', areFunded, { timeoutMs: 120_000 })
      return stepped
    } catch (error) {
      await network.stop()
      throw error
    }
  }

  /** Lets the time of one L2 block pass, and L1 mine when it is due. */
  async step(): Promise<void> {
    this.#clock.advance(L2_BLOCK_MS)
    if (++this.#steps % L2_BLOCKS_PER_L1_BLOCK !== 0) return
    const { l1 } = this.network
    await l1.call('evm_setNextBlockTimestamp', Math.floor(this.#clock.nowMs() / 1_000))
    await l1.call('evm_mine')
  }

  /** Lets time pass until a condition holds. */
  async stepUntil(isTrue: () => Promise<boolean>): Promise<void> {
    while (!(await isTrue())) {
      for (let i = 0; i < L2_BLOCKS_PER_L1_BLOCK; i++) await this.step()
      await delay(10)
    }
  }

  async stop(): Promise<void> {
    await this.#node.stop()
    await this.network.stop()
  }
}
