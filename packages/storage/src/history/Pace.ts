import { setTimeout as delay } from 'node:timers/promises'

/** Milliseconds of work before others have their turn. */
const SLICE_MS = 4

/** Keeps long work in the background: a few milliseconds of it, then a rest. */
export class Pace {
  readonly #restMs: number
  readonly #signal: AbortSignal
  #endsAt = performance.now() + SLICE_MS

  constructor(restMs: number, signal: AbortSignal) {
    this.#restMs = restMs
    this.#signal = signal
  }

  /** Whether {@link pass} would rest. */
  get isOver(): boolean {
    return performance.now() >= this.#endsAt
  }

  /** Resolves at once until the slice is used up. Throws the signal's reason when it has aborted. */
  async pass(): Promise<void> {
    this.#signal.throwIfAborted()
    if (!this.isOver) return
    await delay(this.#restMs, undefined, { signal: this.#signal }).catch((error: unknown) => {
      this.#signal.throwIfAborted()
      throw error
    })
    this.#endsAt = performance.now() + SLICE_MS
  }
}
