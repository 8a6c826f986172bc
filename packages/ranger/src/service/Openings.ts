import { setTimeout } from 'node:timers/promises'
import type { Dispute, DisputeOutcome } from '../port/DisputePort.ts'
import type { Duty } from '../port/Duty.ts'
import type { DisputedDuty } from '../port/DutyRecord.ts'
import type { DutyLedger } from './DutyLedger.ts'
import type { RangerOptions } from './RangerOptions.ts'

const DAY_S = 86_400
const DISPUTES_PER_DAY = 4

export interface OpeningsOptions
  extends Pick<RangerOptions, 'disputes' | 'l1' | 'retryDelayMs' | 'onEvent'> {
  readonly ledger: DutyLedger
  readonly disputesPerDay?: number | undefined
  readonly now?: (() => number) | undefined
  /** The opening for a duty has ended, one way or another. */
  readonly onSettled: (duty: Duty) => void
}

/**
 * Disputes on their way to L1, while other work goes on: commit and reveal take blocks of L1. No DAC costs more bonds
 * in 24 hours than it may.
 */
export class Openings {
  readonly disputesPerDay: number
  readonly #options: OpeningsOptions
  readonly #now: () => number
  readonly #running = new Set<Promise<void>>()
  /** Which may give their bonds. */
  readonly #paying = new Set<Dispute>()
  readonly #postponed = new Set<Dispute>()

  constructor(options: OpeningsOptions) {
    this.#options = options
    this.disputesPerDay = options.disputesPerDay ?? DISPUTES_PER_DAY
    this.#now = options.now ?? (() => Math.floor(Date.now() / 1_000))
  }

  /** Of those, how many wait for a day to be over. */
  get postponedCount(): number {
    return this.#postponed.size
  }

  start(record: DisputedDuty, signal: AbortSignal): void {
    const opening = this.#untilSettled(record, signal).catch(() => undefined)
    this.#running.add(opening)
    void opening.then(() => this.#running.delete(opening))
  }

  /** Resolves when none is under way; with an aborted signal that is soon. */
  async ended(): Promise<void> {
    await Promise.all(this.#running)
  }

  /** Rejects only when the signal aborts. */
  async #untilSettled(record: DisputedDuty, signal: AbortSignal): Promise<void> {
    const { disputes, ledger, retryDelayMs, onEvent, onSettled } = this.#options
    const { duty, dispute } = record
    for (;;) {
      signal.throwIfAborted()
      try {
        const stage = await this.#attempt(record, signal)
        if (stage !== null) {
          const until =
            stage === 'covered' ? { until: await disputes.reliesUntil(dispute, signal) } : {}
          await ledger.write({ ...record, stage, since: this.#now(), ...until })
          if (stage === 'open') onEvent({ kind: 'disputed', duty, dispute })
          else if (stage !== 'gone') onEvent({ kind: stage, duty, dispute })
          this.#postponed.delete(dispute)
          onSettled(duty)
          return
        }
      } catch (error) {
        signal.throwIfAborted()
        onEvent({ kind: 'failed', duty, error })
      } finally {
        this.#paying.delete(dispute)
      }
      await setTimeout(retryDelayMs, undefined, { signal })
    }
  }

  /** `null` as long as the DAC has had its disputes for the day, and nobody else's helps. */
  async #attempt(record: DisputedDuty, signal: AbortSignal): Promise<DisputeOutcome | null> {
    const { disputes, l1, onEvent } = this.#options
    const { duty, dispute } = record
    const { chainId, stateBatchIndex, blockNumber, claimedRoot } = dispute
    if (this.#mayPay(chainId)) {
      this.#paying.add(dispute)
      this.#postponed.delete(dispute)
      const name = `${chainId}/${stateBatchIndex}/${blockNumber}/${claimedRoot}`
      return disputes.open(name, dispute, signal)
    }
    if (l1.isDeleted(chainId, stateBatchIndex)) return 'gone'
    const held = await disputes.earliestDisputed(chainId, signal)
    if (held !== null && held <= stateBatchIndex) return 'covered'
    if (!this.#postponed.has(dispute)) {
      this.#postponed.add(dispute)
      onEvent({ kind: 'postponed', duty, dispute })
    }
    return null
  }

  #mayPay(chainId: number): boolean {
    const opened = this.#options.ledger.openedSince(chainId, this.#now() - DAY_S)
    const paying = [...this.#paying].filter((dispute) => dispute.chainId === chainId).length
    return opened + paying < this.disputesPerDay
  }
}
