/** Lets several tasks wait for a condition over shared state: whoever changes the state calls `wake`. */
export class WakeUp {
  #waiters = new Set<() => void>()

  wake(): void {
    const waiters = this.#waiters
    this.#waiters = new Set()
    for (const waiter of waiters) waiter()
  }

  /** Resolves with the first value of `look` that is not `undefined`; rejects when the signal aborts. */
  async until<T>(look: () => T | undefined, signal: AbortSignal): Promise<T> {
    for (;;) {
      signal.throwIfAborted()
      const value = look()
      if (value !== undefined) return value
      await new Promise<void>((resolve) => {
        const done = () => {
          signal.removeEventListener('abort', done)
          resolve()
        }
        this.#waiters.add(done)
        signal.addEventListener('abort', done)
      })
    }
  }
}
