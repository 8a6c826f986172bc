import type { Unsubscribe } from '../port/ChainEvents.ts'

/** Tells one source's events to many listeners; listens to the source only while it has any. */
export class Fanout<T> {
  readonly #listen: (tell: (event: T) => void) => Unsubscribe
  readonly #listeners = new Set<(event: T) => void>()
  #unsubscribe: Unsubscribe | null = null

  constructor(listen: (tell: (event: T) => void) => Unsubscribe) {
    this.#listen = listen
  }

  add(listener: (event: T) => void): Unsubscribe {
    // Its own function, so that the same listener can be added twice.
    const own = (event: T) => listener(event)
    this.#listeners.add(own)
    this.#unsubscribe ??= this.#listen((event) => {
      for (const tell of this.#listeners) tell(event)
    })
    return () => {
      this.#listeners.delete(own)
      if (this.#listeners.size > 0) return
      this.#unsubscribe?.()
      this.#unsubscribe = null
    }
  }
}
