import type { ClockPort } from '../port/ClockPort.ts'

/** Lets a loop rest until something happens: a call of `ring` is never missed, many count as one. */
export class WakeUp {
  readonly #clock: ClockPort
  #isRung = false
  #onRing: () => void = () => {}

  constructor(clock: ClockPort) {
    this.#clock = clock
  }

  ring(): void {
    this.#isRung = true
    this.#onRing()
  }

  /** Resolves after a ring since the last rest, at `untilMs` (milliseconds since 1970), or on abort. */
  async rest(untilMs: number | undefined, signal: AbortSignal): Promise<void> {
    if (!this.#isRung && !signal.aborted) {
      const over = new AbortController()
      const rung = new Promise<void>((resolve) => {
        this.#onRing = resolve
        signal.addEventListener('abort', () => resolve(), { signal: over.signal })
      })
      const waitMs = untilMs === undefined ? undefined : Math.max(0, untilMs - this.#clock.nowMs())
      const waits = waitMs === undefined ? [rung] : [rung, this.#clock.wait(waitMs, over.signal)]
      await Promise.race(waits)
      over.abort()
      this.#onRing = () => {}
    }
    this.#isRung = false
  }
}
