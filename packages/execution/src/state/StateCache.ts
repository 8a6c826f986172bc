import type { StateRoot } from '@mvm/protocol'
import { CommittedState } from './CommittedState.ts'
import { createCodeCache } from './createCodeCache.ts'
import type { StateReader } from './StateReader.ts'

/**
 * Decoded state of one chain's head, handed from block to block so that hot accounts and slots are found
 * without walking a trie. Bound to the root that it was made at: asked for another root it starts anew.
 * One cache serves one line of blocks; a verifier that runs the same blocks again has its own.
 */
export class StateCache {
  readonly #limit: number
  #codes = createCodeCache()
  #latest: CommittedState | null = null

  /** `limit`: how many decoded accounts, slots and trie nodes to remember before starting anew; about 0.6 KB each. */
  constructor({ limit = 100_000 }: { readonly limit?: number } = {}) {
    this.#limit = limit
  }

  /** The state at a root, with all that is remembered of it. */
  open(reader: StateReader, stateRoot: StateRoot): CommittedState {
    const latest = this.#latest
    if (latest !== null && latest.stateRoot === stateRoot && latest.size < this.#limit) {
      return latest
    }
    this.#latest = new CommittedState(reader, stateRoot, this.#codes)
    return this.#latest
  }

  /** What the last block left behind: before that block is stored it can be read nowhere else, whatever it weighs. */
  get latest(): CommittedState | null {
    return this.#latest
  }

  /** Gives back the memory: whatever is asked for next is read anew. Not before the last block is stored. */
  forget(): void {
    this.#latest = null
    this.#codes = createCodeCache()
  }

  /** Remembers the state that a block left behind, to be opened for the next one. */
  advance(state: CommittedState): void {
    this.#latest = state
  }
}
