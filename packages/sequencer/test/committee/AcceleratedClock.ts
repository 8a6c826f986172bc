import { setTimeout as delay } from 'node:timers/promises'
import type { ClockPort } from '../../src/port/ClockPort.ts'

/** A clock that starts when it is told and runs so many times faster than the machine's. */
export class AcceleratedClock implements ClockPort {
  readonly #startMs: number
  readonly #factor: number
  readonly #startedAtMs = performance.now()

  constructor(startMs: number, factor: number) {
    this.#startMs = startMs
    this.#factor = factor
  }

  nowMs(): number {
    return this.#startMs + (performance.now() - this.#startedAtMs) * this.#factor
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await delay(ms / this.#factor, undefined, { signal })
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}
