import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { expectSameChain } from '../support/expectSameChain.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'
import { waitUntilSafe } from '../support/waitUntilSafe.ts'

export interface Outage {
  /** `frozen` takes connections and says nothing; `killed` comes back with what its state file has. */
  readonly kind: 'frozen' | 'killed'
  readonly durationMs: number
  /** Blocks that L1 mines at once when it is back. @default 0 */
  readonly burst?: number
  /** What must become of the blocks that were sealed without L1. @default no demand */
  readonly sealedAway?: 'kept' | 'replaced'
}

const LOAD_PER_S = 25
/** L1 blocks before the outage: time enough for batches to be on their way. */
const WARM_UP_TRANSACTIONS = 100

/** A sequencer and a follower whose L1 goes away and comes back. */
export class L1OutageNetwork {
  readonly network: TestNetwork
  readonly #sequencer: TestNode
  readonly #follower: TestNode

  private constructor(network: TestNetwork, sequencer: TestNode, follower: TestNode) {
    this.network = network
    this.#sequencer = sequencer
    this.#follower = follower
  }

  static async start(): Promise<L1OutageNetwork> {
    const network = await TestNetwork.start({ isL1Kept: true })
    try {
      const sequencer = await network.sequencer()
      const follower = await network.follower()
      await Promise.all([sequencer.start(), follower.start()])
      await waitFor('the users to have MT', async () => {
        const balances = network.users.map(({ address }) => sequencer.rpc.balance(address))
        return (await Promise.all(balances)).every((balance) => balance > 0n)
      })
      return new L1OutageNetwork(network, sequencer, follower)
    } catch (error) {
      await network.stop()
      throw error
    }
  }

  /** One outage while accounts send, and everything that must hold afterwards. */
  async survive({ kind, durationMs, burst = 0, sealedAway }: Outage): Promise<void> {
    const { network } = this
    const [sequencer, follower] = [this.#sequencer, this.#follower]
    const load = await TransferLoad.start({
      rpc: sequencer.rpc,
      chainId: network.dac.chainId,
      accounts: network.users.slice(0, 5),
      ratePerS: LOAD_PER_S,
    })
    try {
      const isWarm = () => load.answered.size >= WARM_UP_TRANSACTIONS
      await waitFor('transactions to be answered', isWarm, { timeoutMs: 60_000 })
      if (kind === 'frozen') network.freezeL1()
      else await network.endL1('SIGKILL')
      const [answeredBefore, blockBefore] = [load.answered.size, await sequencer.rpc.blockNumber()]
      await delay(durationMs)
      const answeredAway = load.answered.size - answeredBefore
      const headAway = await sequencer.rpc.block('latest')
      const blocksAway = Number(headAway?.number) - blockBefore
      if (kind === 'frozen') network.thawL1()
      else await network.restartL1()
      if (burst > 0) await network.l1.call('anvil_mine', `0x${burst.toString(16)}`)
      const backAtMs = Date.now()
      await delay(2_000)
      await load.stop()
      const hashes = [...load.answered]
      await waitUntilSafe(sequencer, hashes)
      const sequencerMs = Date.now() - backAtMs
      await waitUntilSafe(follower, hashes)
      const now = await sequencer.rpc.block(Number(headAway?.number))
      const isKept = now?.hash === headAway?.hash
      console.info(
        `L1 ${kind} for ${durationMs} ms, then ${burst} blocks at once: meanwhile ${answeredAway} hashes answered ` +
          `and ${blocksAway} blocks sealed and ${isKept ? 'kept' : 'replaced'}; all ${hashes.length} safe after ${sequencerMs} ms at the sequencer, ` +
          `${Date.now() - backAtMs} ms at the follower; refusals: ` +
          `${[...load.refusals].map(([what, n]) => `${n} × ${what}`).join(', ') || 'none'}`,
      )
      expect(load.unexpected).toEqual([])
      if (sealedAway !== undefined) expect(isKept ? 'kept' : 'replaced').toBe(sealedAway)
      // The node went on without L1, or this has tested nothing.
      expect(answeredAway).toBeGreaterThan(0)
      await expectSameChain(sequencer, follower)
    } finally {
      await load.stop()
    }
  }

  stop(): Promise<void> {
    return this.network.stop()
  }
}
