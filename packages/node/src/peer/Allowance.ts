import type { WebSocket } from 'ws'

export interface AllowanceLimits {
  /** Bytes that may come at once. */
  readonly burstBytes: number
  /** What comes back of them. */
  readonly bytesPerS: number
  /** What a frame counts at least: its signature takes its time. */
  readonly leastBytes: number
}

/** Many times what honest nodes have to say to each other. */
const DEFAULT_LIMITS: AllowanceLimits = {
  burstBytes: 64 * 2 ** 20,
  bytesPerS: 8 * 2 ** 20,
  leastBytes: 4_096,
}

/** How much one peer may give this node to read, by however many connections: whoever says more is read more slowly. */
export class Allowance {
  readonly #limits: AllowanceLimits
  #left: number
  #atMs = Number.NEGATIVE_INFINITY

  /** @param limits by default many times what honest nodes have to say to each other */
  constructor(limits: AllowanceLimits = DEFAULT_LIMITS) {
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

  /** Counts a frame of a connection, and reads no more of it for as long as it has to. */
  slowDown(socket: WebSocket, bytes: number): void {
    const pauseMs = this.take(bytes, Date.now())
    if (pauseMs === 0 || socket.isPaused) return
    socket.pause()
    setTimeout(() => socket.resume(), pauseMs)
  }
}
