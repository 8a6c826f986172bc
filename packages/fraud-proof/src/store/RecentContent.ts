/** Content that was used last, in two halves: when the newer is full, the older one goes. */
export class RecentContent<Value extends object> {
  readonly #halfCount: number
  #newer = new Map<string, Value>()
  #older = new Map<string, Value>()

  /** @param halfCount entries of a half */
  constructor(halfCount: number) {
    this.#halfCount = halfCount
  }

  get(hash: string): Value | undefined {
    const value = this.#newer.get(hash)
    if (value !== undefined) return value
    const older = this.#older.get(hash)
    return older === undefined ? undefined : this.add(hash, older)
  }

  /** Gives what it adds. */
  add(hash: string, value: Value): Value {
    if (this.#newer.size === this.#halfCount) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(hash, value)
    return value
  }
}
