/** How long work of either kind may hold the thread in one round of the event loop, in milliseconds. */
const SLICE_MS = 5
/** Works that are resumed in one round, if they are short. */
const RESUMED_AT_ONCE = 16

/**
 * Shares the thread that serves everybody among all that is in work: in each round of the event loop some of it goes on,
 * for a slice, and then it is the turn of sockets, timers and other threads again. A thousand works that each waited for
 * the next round by itself would all have their slice in the same one, and whoever makes blocks would wait for seconds.
 */
export class Turns {
  /** Messages that have not begun, those in work, and what is pushed to subscribers: none keeps another waiting for ever. */
  readonly #fresh: (() => void)[] = []
  readonly #resumed: (() => void)[] = []
  readonly #pushes: (() => void)[] = []
  readonly #lanes = [this.#fresh, this.#pushes, this.#resumed]
  #isScheduled = false
  #round = -1
  #resumedUntilMs = 0
  #freshUntilMs = 0
  #hasFresh = false
  readonly #nowMs: () => number

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs
  }

  /** `null` when new work may begin at once, as most does; else the promise of its turn. */
  begin(): Promise<void> | null {
    if (!this.#hasFresh) {
      this.#hasFresh = true
      this.#freshUntilMs = this.#nowMs() + SLICE_MS
      setImmediate(() => {
        this.#hasFresh = false
      })
    }
    if (this.#fresh.length === 0 && this.#nowMs() < this.#freshUntilMs) return null
    return this.#wait(this.#fresh)
  }

  /** The next turn of work that has begun. */
  next(kind: 'request' | 'push' = 'request'): Promise<void> {
    return this.#wait(kind === 'push' ? this.#pushes : this.#resumed)
  }

  #wait(queue: (() => void)[]): Promise<void> {
    return new Promise((resolve) => {
      queue.push(resolve)
      this.#schedule()
    })
  }

  /** All callbacks of one round, between which what they resume runs. */
  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#resumedUntilMs = this.#nowMs() + SLICE_MS
      this.#round++
      this.#resume(0)
    })
    for (let i = 1; i < RESUMED_AT_ONCE; i++) setImmediate(() => this.#resume(i))
    setImmediate(() => {
      this.#isScheduled = false
      if (this.#lanes.some(({ length }) => length > 0)) this.#schedule()
    })
  }

  #resume(place: number): void {
    if (this.#nowMs() > this.#resumedUntilMs) return
    // Long work has one place in a round: who comes first changes from round to round, too.
    const first = (place + this.#round) % this.#lanes.length
    const lanes = [...this.#lanes.slice(first), ...this.#lanes.slice(0, first)]
    lanes.find(({ length }) => length > 0)?.shift()?.()
  }
}

/** Those of this thread. */
export const turns = new Turns()
