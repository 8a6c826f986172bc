import type { Dispute } from '../port/DisputePort.ts'
import type { Duty } from '../port/Duty.ts'
import type { DisputedDuty, DutyRecord } from '../port/DutyRecord.ts'
import { dutyKey } from '../port/dutyKey.ts'
import type { JournalPort } from '../port/JournalPort.ts'
import type { L1ClaimPort } from '../port/L1ClaimPort.ts'

const DAY_S = 86_400
/** Those of games that L1 has taken. */
const OPENED: ReadonlySet<DisputedDuty['stage']> = new Set(['open', 'won', 'lost', 'void'])

/** What a ranger has done of its duties, as its journal has it, and which disputes stand. */
export class DutyLedger {
  readonly #journal: JournalPort
  readonly #l1: Pick<L1ClaimPort, 'isDeleted'>
  readonly #records = new Map<string, DutyRecord>()
  /** By chain: the least state batch that anybody's dispute holds, as L1 was last asked. */
  readonly #held = new Map<number, number | null>()
  #last: DutyRecord | null = null

  constructor(journal: JournalPort, l1: Pick<L1ClaimPort, 'isDeleted'>) {
    this.#journal = journal
    this.#l1 = l1
  }

  async load(): Promise<void> {
    for (const record of await this.#journal.all()) this.#remember(record)
  }

  /** The newest record. */
  get last(): DutyRecord | null {
    return this.#last
  }

  get disputes(): readonly DisputedDuty[] {
    return [...this.#records.values()].filter((record) => record.result === 'different')
  }

  /** Games of this ranger that L1 has taken, over or not. */
  get ownGames(): readonly DisputedDuty[] {
    return this.disputes.filter(({ stage }) => OPENED.has(stage))
  }

  /** Chains in which something rests on a dispute of somebody else. */
  get coveredChainIds(): ReadonlySet<number> {
    const covered = this.disputes.filter(({ stage }) => stage === 'covered')
    return new Set(covered.map(({ dispute }) => dispute.chainId))
  }

  /** Notes what L1 says of a chain: see {@link DisputePort.earliestDisputed}. */
  noteHeld(chainId: number, stateBatchIndex: number | null): void {
    this.#held.set(chainId, stateBatchIndex)
  }

  /** Nothing is to be done at a time of L1: checked, and if it differs, disputed, being disputed, or past that. */
  isDone(duty: Duty, now: number): boolean {
    const record = this.#records.get(dutyKey(duty))
    if (record === undefined) return false
    if (record.result !== 'different') return true
    const { stage, dispute, until } = record
    if (stage === 'opening' || stage === 'late') return true
    if (stage === 'gone') return false
    if (this.ownGame(dispute.chainId, dispute.stateBatchIndex) !== undefined) return true
    if (OPENED.has(stage)) return false
    if (until !== undefined && now >= until) return false
    const held = this.#held.get(dispute.chainId)
    return held === undefined || (held !== null && held <= dispute.stateBatchIndex)
  }

  /**
   * A game of this ranger on a state batch or an earlier one: while it is open all later ones wait for it, and when it was
   * lost there is nothing to be said against them either.
   */
  ownGame(chainId: number, stateBatchIndex: number): Dispute | undefined {
    return this.#atOrBefore(chainId, stateBatchIndex, OPENED)?.dispute
  }

  /** Whether this ranger is about to open one there: later ones will wait for it if it comes to that. */
  isOpening(chainId: number, stateBatchIndex: number): boolean {
    return this.#atOrBefore(chainId, stateBatchIndex, new Set(['opening'])) !== undefined
  }

  /** Disputes that this ranger has opened on a chain since a time. */
  openedSince(chainId: number, timestamp: number): number {
    return this.ownGames.filter(
      ({ since = 0, dispute }) => dispute.chainId === chainId && since > timestamp,
    ).length
  }

  async write(record: DutyRecord): Promise<void> {
    await this.#journal.put(record)
    this.#remember(record)
  }

  /**
   * Lets go of what is no longer a duty because it cannot be disputed any more; of own games when they are over and a day
   * old, since they count for what may be opened in a day.
   *
   * @param now L1's time
   */
  async forgetAllBut(duties: readonly Duty[], now: number): Promise<void> {
    const current = new Set(duties.map(dutyKey))
    const over: Duty[] = []
    for (const [key, record] of this.#records) {
      if (!current.has(key) && !isKept(record, now)) over.push(record.duty)
    }
    if (over.length === 0) return
    await this.#journal.remove(over)
    for (const duty of over) this.#records.delete(dutyKey(duty))
  }

  #atOrBefore(
    chainId: number,
    stateBatchIndex: number,
    stages: ReadonlySet<DisputedDuty['stage']>,
  ): DisputedDuty | undefined {
    return this.disputes.find(
      (record) =>
        stages.has(record.stage) &&
        record.dispute.chainId === chainId &&
        record.dispute.stateBatchIndex <= stateBatchIndex &&
        !this.#l1.isDeleted(chainId, record.dispute.stateBatchIndex),
    )
  }

  #remember(record: DutyRecord): void {
    this.#records.set(dutyKey(record.duty), record)
    this.#last = record
  }
}

function isKept(record: DutyRecord, now: number): boolean {
  if (record.result !== 'different') return false
  const { stage, since = 0 } = record
  if (stage === 'open' || stage === 'opening') return true
  return OPENED.has(stage) && now - since < DAY_S
}
