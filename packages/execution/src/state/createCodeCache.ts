import type { CodeHash } from '@mvm/protocol'
import { LRUCache } from 'lru-cache'

/** Contracts' bytes by their hash. The same array is given out each time, so analyses can be kept beside it. */
export type CodeCache = LRUCache<CodeHash, Uint8Array>

/** A cache of at most 64 MB of code. */
export function createCodeCache(): CodeCache {
  return new LRUCache<CodeHash, Uint8Array>({
    maxSize: 64 * 1024 * 1024,
    sizeCalculation: (code) => code.length + 200,
  })
}
