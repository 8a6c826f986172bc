import { asHash, type StateRoot } from '@mvm/protocol'
import { EMPTY_BLOOM_HASH } from '../store/ContentStore.ts'
import { EMPTY_TRIE_ROOT } from '../trie/emptyTrieRoot.ts'
import type { World } from './World.ts'

const ZERO = asHash(`0x${'00'.repeat(32)}`)

/** The world between transactions: a state, and nothing of any transaction. */
export function initialWorld(stateRoot: StateRoot): World {
  return {
    stateRoot,
    txMapRoot: EMPTY_TRIE_ROOT,
    refund: 0n,
    logCount: 0,
    logAcc: ZERO,
    bloomHash: EMPTY_BLOOM_HASH,
    selfdestructAcc: ZERO,
  }
}
