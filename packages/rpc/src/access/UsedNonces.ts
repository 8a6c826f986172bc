const SECOND_MS = 1_000

/**
 * Nonces that cannot be used again. Where there is no room for more, those that were made first are forgotten, and with
 * them whatever else was made as early: it counts as used. So nobody who uses many keeps others from using new ones.
 */
export class UsedNonces {
  readonly #max: number
  /** By the second in which they were made. */
  readonly #bySecond = new Map<number, Set<string>>()
  #count = 0
  /** Of earlier seconds nothing is known any more. */
  #knownFrom = 0

  constructor(max: number) {
    this.#max = max
  }

  /** Whether it was made so long ago that nobody knows whether it was used. */
  isForgotten(madeAtMs: number): boolean {
    return secondOf(madeAtMs) < this.#knownFrom
  }

  has(nonce: string, madeAtMs: number): boolean {
    return this.#bySecond.get(secondOf(madeAtMs))?.has(nonce) === true
  }

  add(nonce: string, madeAtMs: number): void {
    const second = secondOf(madeAtMs)
    const nonces = this.#bySecond.get(second) ?? new Set()
    this.#bySecond.set(second, nonces.add(nonce))
    this.#count++
    if (this.#count > this.#max) this.#forget(Math.min(...this.#bySecond.keys()))
  }

  /** Forgets those that are too old to be used anyway. */
  forgetBefore(ms: number): void {
    for (const second of this.#bySecond.keys()) {
      if (second < secondOf(ms)) this.#forget(second)
    }
  }

  #forget(second: number): void {
    this.#count -= this.#bySecond.get(second)?.size ?? 0
    this.#bySecond.delete(second)
    this.#knownFrom = Math.max(this.#knownFrom, second + 1)
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / SECOND_MS)
}
