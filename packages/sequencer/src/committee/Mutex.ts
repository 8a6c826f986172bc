/** Lets one thing be done after the other. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve()

  run<Result>(action: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(action, action)
    this.#last = result.catch(() => undefined)
    return result
  }
}
