import type { Address } from '@mvm/protocol'
import type { ClockPort } from '../port/ClockPort.ts'
import { WakeUp } from '../service/WakeUp.ts'

/** How often a stranger ends it: one of a committee that is not known here yet needs that once. */
const STRANGER_INTERVAL_MS = 600_000

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
  /** When strangers have ended it. */
  readonly #endedByAtMs = new Map<Address, number>()

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

  /** Ends it for another sequencer; seldom for one that is of none of the DAC's live committees: it has no part in it. */
  endFor(from: Address, isMember: () => boolean): void {
    if (!this.#isResting) return
    if (!isMember()) {
      const nowMs = this.#clock.nowMs()
      const beforeMs = this.#endedByAtMs.get(from) ?? Number.NEGATIVE_INFINITY
      if (nowMs - beforeMs < STRANGER_INTERVAL_MS) return
      this.#endedByAtMs.set(from, nowMs)
    }
    void this.end(false)
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
