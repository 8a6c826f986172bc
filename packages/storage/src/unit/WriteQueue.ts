/** Runs writes one after the other, each after the one before has succeeded or failed. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(write: () => Promise<T>): Promise<T> {
    const result = this.#last.then(write, write)
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Resolves when nothing that was queued before is left. */
  async drained(): Promise<void> {
    await this.#last
  }
}
