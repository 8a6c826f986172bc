import type { Progress } from './Progress.ts'

/** One line a step with the seconds since the start: for logs, and for terminals that cannot redraw. */
export class PlainProgress implements Progress {
  readonly #write: (text: string) => void
  readonly #startMs = performance.now()

  constructor(write: (text: string) => void) {
    this.#write = write
  }

  step(text: string): void {
    const seconds = ((performance.now() - this.#startMs) / 1000).toFixed(1).padStart(5)
    this.#write(`${seconds} s  ${text}\n`)
  }

  update(): void {}

  note(text: string): void {
    this.#write(`${text}\n`)
  }

  end(): void {}
}
