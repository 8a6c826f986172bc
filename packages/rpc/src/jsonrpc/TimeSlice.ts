import { turns } from './Turns.ts'

/** How long work may hold the thread that serves everybody, in milliseconds. */
const SLICE_MS = 5

/** Keeps long synchronous work from starving other requests: ask it between pieces. */
export class TimeSlice {
  readonly #kind: 'request' | 'push'
  #endsAtMs = performance.now() + SLICE_MS

  constructor(kind: 'request' | 'push' = 'request') {
    this.#kind = kind
  }

  /** `true` when it is time to {@link pause}. */
  get isOver(): boolean {
    return performance.now() > this.#endsAtMs
  }

  /** Lets others go first. */
  async pause(): Promise<void> {
    await turns.next(this.#kind)
    this.#endsAtMs = performance.now() + SLICE_MS
  }
}
