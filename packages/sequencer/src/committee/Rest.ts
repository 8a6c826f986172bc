import type { ClockPort } from '../port/ClockPort.ts'
import { WakeUp } from '../service/WakeUp.ts'

/** The silence of a DAC that has nothing to do, on one of its sequencers. */
export class Rest {
  readonly #clock: ClockPort
  readonly #afterMs: number | undefined
  readonly #onEnded: (isFirst: boolean) => Promise<void>
  readonly #ended: WakeUp
  #isResting = false
  /** Since when there is nothing to do; `undefined` while there is. */
  #idleSinceMs: number | undefined
  #ending: Promise<void> = Promise.resolve()

  constructor(options: {
    readonly clock: ClockPort
    /** It begins after so long with nothing to do; absent for never. */
    readonly afterMs: number | undefined
    /** Shows what L1 has become meanwhile. */
    readonly onEnded: (isFirst: boolean) => Promise<void>
  }) {
    this.#clock = options.clock
    this.#afterMs = options.afterMs
    this.#onEnded = options.onEnded
    this.#ended = new WakeUp(options.clock)
  }

  get isResting(): boolean {
    return this.#isResting
  }

  /** Takes note of whether there is anything to do; `true` when there has been nothing for long enough. */
  isDue(isIdle: boolean): boolean {
    const nowMs = this.#clock.nowMs()
    this.#idleSinceMs = isIdle ? (this.#idleSinceMs ?? nowMs) : undefined
    if (this.#afterMs === undefined || this.#idleSinceMs === undefined) return false
    return nowMs - this.#idleSinceMs >= this.#afterMs
  }

  begin(): void {
    this.#isResting = true
  }

  /**
   * Ends it, if it has begun; resolves when what L1 has become meanwhile is seen.
   *
   * @param isFirst by something here, not by what another sequencer says
   */
  end(isFirst: boolean): Promise<void> {
    if (this.#isResting) {
      this.#isResting = false
      this.#idleSinceMs = undefined
      this.#ending = this.#onEnded(isFirst)
    }
    return this.#ending
  }

  /** Lets those who wait for the end go on. */
  wake(): void {
    this.#ended.ring()
  }

  /** Resolves at once unless it has begun; then when it is over, or on abort. */
  async over(signal: AbortSignal): Promise<void> {
    if (this.#isResting) await this.#ended.rest(undefined, signal)
  }
}
