import type { BatchSources } from '@mvm/derivation'
import { hashWords } from '@mvm/protocol'
import type { AssertedRoot, Duty, DutyPort, L1ClaimPort, SegmentClaim } from '@mvm/ranger'
import type { RollupChain } from './RollupChain.ts'

const SEGMENT = 64

/** A chain's state batches on an L1 in memory, each of the same number of blocks, and the duties on all of them. */
export class RollupOnL1 implements L1ClaimPort, DutyPort {
  readonly #chain: RollupChain
  readonly #stateBatchBlocks: number
  #wake: () => void = () => undefined

  constructor(chain: RollupChain, stateBatchBlocks = SEGMENT) {
    this.#chain = chain
    this.#stateBatchBlocks = stateBatchBlocks
  }

  /** Tells that there are more blocks. */
  tell(): void {
    this.#wake()
  }

  async duties(): Promise<readonly Duty[]> {
    const duties: Duty[] = []
    const { chainId, headNumber } = this.#chain
    for (let firstBlock = 1; firstBlock <= headNumber; ) {
      const stateBatchIndex = this.#stateBatchOf(firstBlock)
      const end = stateBatchIndex * this.#stateBatchBlocks
      const lastBlock = Math.min(headNumber, end, firstBlock + SEGMENT - 1)
      const merkleRoot = this.merkleRootOf(stateBatchIndex)
      duties.push({ chainId, stateBatchIndex, merkleRoot, firstBlock, lastBlock })
      firstBlock = lastBlock + 1
    }
    return duties
  }

  /** Stands for the one on L1. */
  merkleRootOf(stateBatchIndex: number): Duty['merkleRoot'] {
    const firstBlock = (stateBatchIndex - 1) * this.#stateBatchBlocks + 1
    return hashWords(stateBatchIndex, this.#chain.outputRoot(firstBlock))
  }

  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#wake = resolve
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
  }

  async claim({ firstBlock, lastBlock }: Duty): Promise<SegmentClaim | null> {
    return this.#chain.claim(firstBlock, lastBlock)
  }

  async *batches(
    _chainId: number,
    fromBlock: number,
    toBlock: number,
  ): AsyncGenerator<BatchSources> {
    yield* this.#chain.claim(fromBlock, toBlock).sources
  }

  isDeleted(): boolean {
    return false
  }

  async assertedRoots(_chainId: number, toBlock: number): Promise<readonly AssertedRoot[]> {
    return this.#chain.blocks.slice(0, toBlock).map(({ executed }, index) => ({
      blockNumber: index + 1,
      stateBatchIndex: this.#stateBatchOf(index + 1),
      root: executed.outputRoot,
    }))
  }

  /** State batch 0 is genesis. */
  #stateBatchOf(blockNumber: number): number {
    return Math.ceil(blockNumber / this.#stateBatchBlocks)
  }
}
