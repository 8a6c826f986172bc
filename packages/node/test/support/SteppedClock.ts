import type { ClockPort } from '@mvm/sequencer'

interface Waiter {
  readonly atMs: number
  readonly wake: () => void
}

/** A clock that stands still until a test moves it. */
export class SteppedClock implements ClockPort {
  #nowMs: number
  #waiters = new Set<Waiter>()

  constructor(nowMs: number) {
    this.#nowMs = nowMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  advance(ms: number): void {
    this.#nowMs += ms
    for (const waiter of this.#waiters) if (waiter.atMs <= this.#nowMs) waiter.wake()
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0 || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiters.delete(waiter)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const waiter: Waiter = { atMs: this.#nowMs + ms, wake }
      this.#waiters.add(waiter)
      signal.addEventListener('abort', wake)
    })
  }
}
