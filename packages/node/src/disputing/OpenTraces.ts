/** What takes memory as long as it is open. */
export interface KeptTrace {
  /** Bytes, roughly. */
  readonly keptBytes: number
  close(): Promise<void>
}

interface Place<Trace> {
  readonly make: (signal: AbortSignal) => Promise<Trace>
  readonly ending: AbortController
  trace: Trace | undefined
}

/**
 * Any number of traces, of which those asked last are open as long as they keep no more than a budget; others are made
 * again when they are asked. One question at a time, so that no more than one is made beside them.
 */
export class OpenTraces<Trace extends KeptTrace> {
  readonly #keptBytes: number
  /** The one asked longest ago first. */
  readonly #places = new Map<number, Place<Trace>>()
  #last: Promise<unknown> = Promise.resolve()

  /** @param keptBytes of all but the one that is being asked */
  constructor(keptBytes: number) {
    this.#keptBytes = keptBytes
  }

  /** Gives a trace its key; it is made when it is asked. */
  add(key: number, make: Place<Trace>['make']): void {
    this.#places.set(key, { make, ending: new AbortController(), trace: undefined })
  }

  /** Throws what making and asking throw, and what {@link remove} has ended it with. */
  ask<T>(key: number, question: (trace: Trace) => T): Promise<T> {
    return this.#inTurn(async () => {
      const place = this.#places.get(key)
      if (place === undefined) throw new RangeError(`no trace ${key} is open in this thread`)
      this.#places.delete(key)
      this.#places.set(key, place)
      place.trace ??= await this.#make(place)
      return question(place.trace)
    })
  }

  /** Ends a trace, also while it is being made. */
  async remove(key: number): Promise<void> {
    const place = this.#places.get(key)
    place?.ending.abort()
    await this.#inTurn(async () => {
      this.#places.delete(key)
      await place?.trace?.close()
    })
  }

  async #make(place: Place<Trace>): Promise<Trace> {
    await this.#makeRoom(place)
    place.ending.signal.throwIfAborted()
    return place.make(place.ending.signal)
  }

  /** Closes those asked longest ago that the budget has no room for. */
  async #makeRoom(asked: Place<Trace>): Promise<void> {
    let left = this.#keptBytes
    for (const place of [...this.#places.values()].toReversed()) {
      if (place === asked || place.trace === undefined) continue
      left -= place.trace.keptBytes
      if (left >= 0) continue
      await place.trace.close()
      place.trace = undefined
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
