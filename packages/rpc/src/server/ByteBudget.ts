/** Bytes that all clients together may make this process hold for them. */
export class ByteBudget {
  readonly #allowed: number
  #taken = 0

  constructor(allowed: number) {
    this.#allowed = allowed
  }

  get taken(): number {
    return this.#taken
  }

  /** `false`, and nothing taken, when there is not enough left. */
  take(bytes: number): boolean {
    if (this.#taken + bytes > this.#allowed) return false
    this.#taken += bytes
    return true
  }

  giveBack(bytes: number): void {
    this.#taken -= bytes
  }
}
