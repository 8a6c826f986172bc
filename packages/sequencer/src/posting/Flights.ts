import type { ClockPort } from '../port/ClockPort.ts'
import type { L1Call, L1CallOutcome, L1CallPort } from '../port/L1CallPort.ts'
import type { PostingPolicy } from './PostingPolicy.ts'

/** Launches of a call that is said to be included each time, before it is taken for another one. */
const IN_VAIN = 3

interface Flight {
  readonly id: string
  /** Failures so far of this key. */
  readonly failures: number
  readonly attempt: number
  outcome: L1CallOutcome | undefined
  /** When another launch is allowed, once there is an outcome. */
  retryAtMs: number
}

export interface FlightSettlement {
  readonly id: string
  readonly outcome: L1CallOutcome
}

/**
 * Calls on their way to L1, by what they are about. What is to be there is decided elsewhere from L1 alone;
 * this only prevents that the same thing is sent again too early.
 */
export class Flights {
  readonly #l1: L1CallPort
  readonly #clock: ClockPort
  readonly #policy: PostingPolicy
  readonly #onSettled: (settlement: FlightSettlement) => void
  readonly #onFailed: (error: unknown) => void
  readonly #flights = new Map<string, Flight>()

  constructor(options: {
    readonly l1: L1CallPort
    readonly clock: ClockPort
    readonly policy: PostingPolicy
    readonly onSettled: (settlement: FlightSettlement) => void
    /** A call ended otherwise than by an outcome or by abort. */
    readonly onFailed: (error: unknown) => void
  }) {
    this.#l1 = options.l1
    this.#clock = options.clock
    this.#policy = options.policy
    this.#onSettled = options.onSettled
    this.#onFailed = options.onFailed
  }

  /** Calls that L1 has not settled. */
  get inFlightCount(): number {
    let count = 0
    for (const { outcome } of this.#flights.values()) if (outcome === undefined) count++
    return count
  }

  /** The call has been sent and nothing says that it has to be sent again. */
  isFlying(key: string, l1HeadNumber: number): boolean {
    const flight = this.#flights.get(key)
    if (flight === undefined) return false
    const { outcome } = flight
    if (outcome === undefined) return true
    // The view is not yet at the block that holds it.
    return outcome.kind === 'included' && outcome.l1BlockNumber > l1HeadNumber
  }

  /** When the call may be sent (again): `undefined` while it flies, else a time that may have passed. */
  mayLaunchAtMs(key: string, l1HeadNumber: number): number | undefined {
    const flight = this.#flights.get(key)
    if (flight === undefined) return 0
    if (flight.outcome === undefined) return undefined
    const { outcome } = flight
    if ('l1BlockNumber' in outcome && outcome.l1BlockNumber > l1HeadNumber) return undefined
    return flight.retryAtMs
  }

  /**
   * Sends a call. After a failure it gets a new id, so that it is not taken for the failed one; and so it does
   * when it has been included again and again and still L1 does not show what it was for.
   */
  launch(key: string, callWithId: (id: string) => L1Call, signal: AbortSignal): void {
    const previous = this.#flights.get(key)
    // Whose turn it is not has not failed: the wait must not grow beyond the turn.
    const isUntimely = previous?.outcome?.kind === 'untimely'
    const failures = previous === undefined ? 0 : previous.failures + (isUntimely ? 0 : 1)
    const hasFailed = previous?.outcome?.kind !== 'included' && !isUntimely
    const needsNewId = hasFailed || failures > IN_VAIN
    const attempt = previous === undefined ? 0 : previous.attempt + (needsNewId ? 1 : 0)
    const flight: Flight = {
      id: attempt === 0 ? key : `${key}#${attempt}`,
      failures,
      attempt,
      outcome: undefined,
      retryAtMs: 0,
    }
    this.#flights.set(key, flight)
    this.#l1.send(callWithId(flight.id), signal).then(
      (outcome) => this.#settle(key, flight, outcome),
      (error: unknown) => {
        if (!signal.aborted) this.#onFailed(error)
      },
    )
  }

  /** Forgets all calls but those about `keys`, and takes back what is gone for good. */
  retain(keys: ReadonlySet<string>, isDone: (key: string) => boolean): void {
    for (const [key, flight] of this.#flights) {
      if (keys.has(key)) continue
      this.#flights.delete(key)
      if (flight.outcome === undefined && !isDone(key)) this.#l1.cancel(flight.id)
    }
  }

  #settle(key: string, flight: Flight, outcome: L1CallOutcome): void {
    if (this.#flights.get(key) !== flight) return
    const { retryDelayMs, maxRetryDelayMs } = this.#policy
    const delayMs = Math.min(maxRetryDelayMs, retryDelayMs * 2 ** Math.min(flight.failures, 30))
    flight.outcome = outcome
    flight.retryAtMs = outcome.kind === 'untimely' ? 0 : this.#clock.nowMs() + delayMs
    this.#onSettled({ id: flight.id, outcome })
  }
}
