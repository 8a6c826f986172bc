import { turns } from './Turns.ts'

const AT_ONCE = 2

/** Lets few works of one kind run at a time: each holds all that it has found, and more at once are not faster. */
export class FewAtOnce {
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** Runs when it is its turn. Rejects with the signal's reason when that comes first. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const isWaiting = this.#running >= AT_ONCE
    if (isWaiting) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running++
    try {
      // A long row of short works, each begun by the end of the one before, would leave nobody else a turn.
      if (isWaiting) await turns.next()
      signal.throwIfAborted()
      return await work()
    } finally {
      const next = this.#waiting.shift()
      // Whoever is next takes the place over.
      if (next === undefined) this.#running--
      else next()
    }
  }
}
