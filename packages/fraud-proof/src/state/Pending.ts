import type { Hex } from '@mvm/protocol'
import type { KeccakSponge } from '../hash/KeccakSponge.ts'
import type { MemoryTree } from '../memory/MemoryTree.ts'

/** What stands in a word of {@link Pending}: a tree stands for its root, a sponge for its hash. */
export type PendingWord = bigint | number | boolean | Hex | MemoryTree | KeccakSponge

/** How many words a pending operation has after its opcode. */
export const PENDING_WORDS = 12

/**
 * An operation that goes on in the next step: the opcode that began it (0: the transaction itself) and 12 words,
 * whose meaning each kind fixes; missing ones are 0.
 */
export interface Pending {
  readonly op: number
  readonly words: readonly PendingWord[]
}
