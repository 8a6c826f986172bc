import type { CodeHash, Hash } from '@mvm/protocol'

/**
 * Where execution reads state from: content by its hash, synchronously, because nothing may be asynchronous
 * per opcode. A backend that can only answer asynchronously throws, fetches and lets the block run again.
 */
export interface StateReader {
  /** RLP of a trie node. Throws {@link StateUnavailableError} when it is not there. */
  trieNode(hash: Hash): Uint8Array
  /** Bytes of a contract. Throws {@link StateUnavailableError} when they are not there. */
  code(codeHash: CodeHash): Uint8Array
}
