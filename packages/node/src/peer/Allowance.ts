export interface AllowanceLimits {
  /** Bytes that may come at once. */
  readonly burstBytes: number
  /** What comes back of them. */
  readonly bytesPerS: number
  /** What a frame counts at least: its signature takes its time. */
  readonly leastBytes: number
}

/** How much one peer may give this node to read: whoever says more is read more slowly. */
export class Allowance {
  readonly #limits: AllowanceLimits
  #left: number
  #atMs = Number.NEGATIVE_INFINITY

  constructor(limits: AllowanceLimits) {
    this.#limits = limits
    this.#left = limits.burstBytes
  }

  /** Counts a frame, and says for how many milliseconds nothing more should be read. */
  take(bytes: number, nowMs: number): number {
    const { burstBytes, bytesPerS, leastBytes } = this.#limits
    const back = (Math.max(0, nowMs - this.#atMs) * bytesPerS) / 1_000
    this.#left = Math.min(burstBytes, this.#left + back) - Math.max(bytes, leastBytes)
    this.#atMs = nowMs
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left * 1_000) / bytesPerS)
  }
}
