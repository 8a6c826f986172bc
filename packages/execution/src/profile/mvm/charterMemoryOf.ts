import type { Address } from '@mvm/protocol'
import { LRUCache } from 'lru-cache'
import type { StateCache } from '../../state/StateCache.ts'
import type { CharterTerms } from './CharterReader.ts'

/** A charter, and the masks that have been made by it. */
export interface KnownCharter {
  readonly terms: CharterTerms
  readonly masks: Map<Address, bigint>
}

/** Charters by the root of `MVM_DACMaster`'s storage, of which a charter is a function. */
export type CharterMemory = LRUCache<string, KnownCharter>

const MAX_CHARTERS = 4
const memories = new WeakMap<StateCache, CharterMemory>()

/**
 * What is remembered of charters beside a cache, from block to block. Whoever executes without a cache, as for a witness
 * of all that is read, has none of it.
 */
export function charterMemoryOf(cache: StateCache): CharterMemory {
  let memory = memories.get(cache)
  if (memory === undefined) {
    memory = new LRUCache({ max: MAX_CHARTERS })
    memories.set(cache, memory)
  }
  return memory
}
