import type { BlockHeader, CodeHash, Hash } from '@mvm/protocol'

/** What of the state a block's execution reads: enough to execute it without having the state. */
export interface BlockWitness {
  /** RLP of trie nodes, siblings that removals look at included, by hash. */
  readonly nodes: ReadonlyMap<Hash, Uint8Array>
  readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  /** The parent's, of which the first block needs state root, hash, time and base fee. */
  readonly header: BlockHeader
}
