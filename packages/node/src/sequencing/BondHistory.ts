import { type BondLog, type ContractSource, readBondLogs } from '@mvm/l1'
import type { L1BlockHash } from '@mvm/protocol'

/** L1 blocks that a reorganisation may take away and that are therefore read each time. */
const RECENT_BLOCKS = 64

/** A DAC's allocations and thresholds since its creation: what is old enough is read from L1 once. */
export class BondHistory {
  readonly #chainId: number
  #settled: BondLog[] = []
  /** The first L1 block that is read each time. */
  #next: number
  readonly #from: number
  /** Of the L1 block before that one. */
  #lastHash: L1BlockHash | undefined

  /** @param createdAtL1Block in which the DAC was created */
  constructor(chainId: number, createdAtL1Block: number) {
    this.#chainId = chainId
    this.#from = createdAtL1Block
    this.#next = createdAtL1Block
  }

  /** All changes up to an L1 block, in the order of the chain. One call at a time. Throws what L1 throws. */
  async changes(source: ContractSource, headNumber: number): Promise<readonly BondLog[]> {
    await this.#forgetWhatL1TookBack(source)
    const range = { from: Math.min(this.#next, headNumber + 1), to: headNumber }
    const newer = await readBondLogs(source, this.#chainId, range)
    const known = this.#settled.filter(({ l1BlockNumber }) => l1BlockNumber <= headNumber)
    const all = [...known, ...newer]
    const settledNumber = headNumber - RECENT_BLOCKS
    if (settledNumber >= this.#next) {
      const block = await source.client.block(settledNumber, { signal: source.signal })
      if (block !== null) {
        this.#settled = all.filter(({ l1BlockNumber }) => l1BlockNumber <= settledNumber)
        this.#next = settledNumber + 1
        this.#lastHash = block.hash
      }
    }
    return all
  }

  async #forgetWhatL1TookBack({ client, signal }: ContractSource): Promise<void> {
    if (this.#lastHash === undefined) return
    const block = await client.block(this.#next - 1, { signal })
    if (block?.hash === this.#lastHash) return
    this.#settled = []
    this.#next = this.#from
    this.#lastHash = undefined
  }
}
