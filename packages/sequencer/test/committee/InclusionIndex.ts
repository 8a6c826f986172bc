import type { TransactionHash } from '@mvm/protocol'
import type { ModelChain } from '../model/ModelChain.ts'

/** What is in the blocks of a model chain; looks at each block once, and again at all when some were taken back. */
export class InclusionIndex {
  readonly #chain: ModelChain
  readonly #hashes = new Set<TransactionHash>()
  #count = 0
  #tipHash: string | undefined

  constructor(chain: ModelChain) {
    this.#chain = chain
  }

  has(hash: TransactionHash): boolean {
    const blocks = this.#chain.allBlocks
    if (blocks[this.#count - 1]?.hash !== this.#tipHash) {
      this.#hashes.clear()
      this.#count = 0
    }
    for (const { included } of blocks.slice(this.#count)) {
      for (const { transaction } of included) this.#hashes.add(transaction.hash)
    }
    this.#count = blocks.length
    this.#tipHash = blocks.at(-1)?.hash
    return this.#hashes.has(hash)
  }
}
