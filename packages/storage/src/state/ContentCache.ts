import type { CodeHash, Hash } from '@mvm/protocol'
import { LRUCache } from 'lru-cache'

/** What a map entry costs besides its bytes. */
const ENTRY_BYTES = 200

/** Trie nodes and code by hash, the least recently used dropped first. Nothing in it can become stale. */
export class ContentCache {
  readonly #entries: LRUCache<string, Uint8Array>

  constructor(maxBytes: number) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (bytes) => bytes.length + ENTRY_BYTES,
    })
  }

  get(hash: Hash | CodeHash): Uint8Array | undefined {
    return this.#entries.get(hash)
  }

  clear(): void {
    this.#entries.clear()
  }

  put(hash: Hash | CodeHash, bytes: Uint8Array): void {
    this.#entries.set(hash, bytes)
  }
}
