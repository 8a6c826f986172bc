import { TimeSlice } from '../jsonrpc/TimeSlice.ts'
import type { Unsubscribe } from '../port/ChainEvents.ts'

/** Events that may wait for listeners to be told; then all are told at once, whoever else has to wait. */
const MAX_BACKLOG = 1_000

type Listener<T> = (event: T) => void

/**
 * Tells one source's events to many listeners, in order; listens to the source only while it has any. Where telling all
 * takes long, it is done in slices: ten thousand subscriptions must not hold up the blocks that they are about.
 */
export class Fanout<T> {
  readonly #listen: (tell: Listener<T>) => Unsubscribe
  readonly #listeners = new Set<Listener<T>>()
  /** Events with those who listened when they happened. */
  readonly #backlog: { readonly event: T; readonly listeners: readonly Listener<T>[] }[] = []
  #isTelling = false
  #unsubscribe: Unsubscribe | null = null

  constructor(listen: (tell: Listener<T>) => Unsubscribe) {
    this.#listen = listen
  }

  add(listener: Listener<T>): Unsubscribe {
    // Its own function, so that the same listener can be added twice.
    const own = (event: T) => listener(event)
    this.#listeners.add(own)
    this.#unsubscribe ??= this.#listen((event) => {
      this.#backlog.push({ event, listeners: [...this.#listeners] })
      if (!this.#isTelling) void this.#tellAll()
    })
    return () => {
      this.#listeners.delete(own)
      if (this.#listeners.size > 0) return
      this.#unsubscribe?.()
      this.#unsubscribe = null
    }
  }

  /** Begins at once, so that few listeners wait for nothing. */
  async #tellAll(): Promise<void> {
    this.#isTelling = true
    const slice = new TimeSlice('push')
    try {
      for (let next = this.#backlog.shift(); next !== undefined; next = this.#backlog.shift()) {
        for (const tell of next.listeners) {
          if (slice.isOver && this.#backlog.length < MAX_BACKLOG) await slice.pause()
          if (this.#listeners.has(tell)) tell(next.event)
        }
      }
    } finally {
      this.#isTelling = false
    }
  }
}
