import { setImmediate as nextTurn } from 'node:timers/promises'

const SLICE_MS = 8

/** Gives the event loop its turn in the midst of long synchronous work, and stops it when asked to. */
export class TimeSlice {
  readonly #signal: AbortSignal | undefined
  #endsAt = performance.now() + SLICE_MS

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
  }

  /** Resolves at once until the slice is used up. Throws the signal's reason when it has aborted. */
  async pass(): Promise<void> {
    this.#signal?.throwIfAborted()
    if (performance.now() < this.#endsAt) return
    await nextTurn()
    this.#signal?.throwIfAborted()
    this.#endsAt = performance.now() + SLICE_MS
  }
}
