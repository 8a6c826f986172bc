import type { ClockPort } from '../../src/port/ClockPort.ts'

/** Time that passes only when it is told to. */
export class ModelClock implements ClockPort {
  #nowMs: number
  #waiting: { readonly atMs: number; readonly resolve: () => void }[] = []

  constructor(nowMs: number) {
    this.#nowMs = nowMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ atMs: this.#nowMs + ms, resolve })
    signal.addEventListener('abort', () => resolve(), { once: true })
    return promise
  }

  advance(ms: number): void {
    this.#nowMs += ms
    const due = this.#waiting.filter(({ atMs }) => atMs <= this.#nowMs)
    this.#waiting = this.#waiting.filter(({ atMs }) => atMs > this.#nowMs)
    for (const { resolve } of due) resolve()
  }
}
