import type { Colour } from './colourFor.ts'
import type { Progress } from './Progress.ts'

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const FRAME_MS = 80
const CLEAR_LINE = '\r\u001b[2K'

interface Step {
  readonly startMs: number
  text: string
}

/** The running step on one line that is redrawn, with its seconds; ended steps stay above it. */
export class TerminalProgress implements Progress {
  readonly #write: (text: string) => void
  readonly #columns: () => number
  readonly #colour: Colour
  #step: Step | undefined
  #frame = 0
  #timer: NodeJS.Timeout | undefined

  constructor(write: (text: string) => void, columns: () => number, colour: Colour) {
    this.#write = write
    this.#columns = columns
    this.#colour = colour
  }

  step(text: string): void {
    this.end('done')
    this.#step = { startMs: performance.now(), text }
    this.#timer = setInterval(() => this.#draw(), FRAME_MS)
    this.#timer.unref()
    this.#draw()
  }

  update(text: string): void {
    if (this.#step !== undefined) this.#step.text = text
  }

  note(text: string): void {
    this.#write(`${this.#step === undefined ? '' : CLEAR_LINE}${text}\n`)
    this.#draw()
  }

  end(outcome: 'done' | 'failed'): void {
    const step = this.#step
    if (step === undefined) return
    clearInterval(this.#timer)
    this.#step = undefined
    const mark = outcome === 'done' ? this.#colour('green', '✓') : this.#colour('red', '✗')
    this.#write(`${CLEAR_LINE}${mark} ${this.#line(step)}\n`)
  }

  #draw(): void {
    if (this.#step === undefined) return
    this.#frame = (this.#frame + 1) % FRAMES.length
    const frame = this.#colour('cyan', FRAMES[this.#frame] ?? '')
    this.#write(`${CLEAR_LINE}${frame} ${this.#line(this.#step)}`)
  }

  /** Cut to the terminal's width: a line that wraps cannot be redrawn. */
  #line({ text, startMs }: Step): string {
    const seconds = ` (${((performance.now() - startMs) / 1000).toFixed(1)} s)`
    const room = Math.max(10, this.#columns() - seconds.length - 3)
    return `${text.length > room ? `${text.slice(0, room - 1)}…` : text}${this.#colour('dim', seconds)}`
  }
}
