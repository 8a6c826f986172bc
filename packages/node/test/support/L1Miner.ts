import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { JsonRpc } from './JsonRpc.ts'

/** Mines an anvil's blocks in its place, so that a test can hold the chain still and turn it back. */
export class L1Miner {
  readonly #l1: JsonRpc
  readonly #intervalMs: number
  #isHeld = false
  #isStopped = false
  #mining: Promise<void> = Promise.resolve()
  readonly #running: Promise<void>

  private constructor(l1: JsonRpc, intervalMs: number) {
    this.#l1 = l1
    this.#intervalMs = intervalMs
    this.#running = this.#run()
  }

  /** Takes mining over: a block in each interval. */
  static async start(l1: JsonRpc, intervalMs: number): Promise<L1Miner> {
    await l1.call('evm_setIntervalMining', 0)
    return new L1Miner(l1, intervalMs)
  }

  /** From the resolution of this call until {@link resume} only the test mines. */
  async hold(): Promise<void> {
    this.#isHeld = true
    await this.#mining
  }

  resume(): void {
    this.#isHeld = false
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#running
  }

  async mine(count = 1): Promise<void> {
    for (let i = 0; i < count; i++) await this.#l1.call('evm_mine')
  }

  /** Mines with a coinbase that no block before had: whatever is in the block, its hash is new. */
  async mineOther(count = 1): Promise<void> {
    await this.#l1.call('anvil_setCoinbase', `0x${randomBytes(20).toString('hex')}`)
    await this.mine(count)
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const pause = delay(this.#intervalMs)
      if (!this.#isHeld) {
        this.#mining = this.mine()
        await this.#mining
      }
      await pause
    }
  }
}
