import { StateCache, type StateReader } from '@mvm/execution'
import type { StateRoot } from '@mvm/protocol'

/** Decoded state at one root. */
export type StateView = ReturnType<StateCache['open']>

/** States that are looked at again and again: the heads and a few others. */
const KEPT_VIEWS = 8
/** Decoded entries after which a view starts anew. */
const VIEW_LIMIT = 50_000

/** A DAC's states for reads on the main thread, the last few roots in decoded form. */
export class StateViews {
  readonly #reader: StateReader
  readonly #caches = new Map<StateRoot, StateCache>()

  constructor(reader: StateReader) {
    this.#reader = reader
  }

  clear(): void {
    this.#caches.clear()
  }

  at(stateRoot: StateRoot): StateView {
    const cache = this.#caches.get(stateRoot) ?? new StateCache({ limit: VIEW_LIMIT })
    this.#caches.delete(stateRoot)
    this.#caches.set(stateRoot, cache)
    for (const oldest of this.#caches.keys()) {
      if (this.#caches.size <= KEPT_VIEWS) break
      this.#caches.delete(oldest)
    }
    return cache.open(this.#reader, stateRoot)
  }
}
