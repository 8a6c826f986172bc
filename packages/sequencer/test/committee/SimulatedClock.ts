import type { ClockPort } from '../../src/port/ClockPort.ts'
import { SimulatedTime } from './SimulatedTime.ts'

/** A clock that moves only when it is told, and then waits at each moment until all that it set off has come to rest. */
export class SimulatedClock implements ClockPort {
  readonly #startMs: number
  readonly #time = new SimulatedTime()

  constructor(startMs: number) {
    this.#startMs = startMs
  }

  nowMs(): number {
    return this.#startMs + this.#time.nowMs
  }

  after(ms: number, action: () => void): void {
    this.#time.after(ms, action)
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    await new Promise<void>((resolve) => {
      const end = () => {
        signal.removeEventListener('abort', end)
        resolve()
      }
      signal.addEventListener('abort', end)
      this.#time.after(ms, end)
    })
  }

  async pass(ms: number): Promise<void> {
    const untilMs = this.#time.nowMs + ms
    do await atRest()
    while (this.#time.step(untilMs))
  }
}

/** Everything in such a world goes on in promises, which are all done before an immediate is. */
function atRest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
