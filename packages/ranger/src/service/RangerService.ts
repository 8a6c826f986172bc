import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { OwnChains } from '../chain/OwnChains.ts'
import type { Dispute } from '../port/DisputePort.ts'
import type { Duty } from '../port/Duty.ts'
import type { CheckedDuty, DisputedDuty, DutyRecord } from '../port/DutyRecord.ts'
import { dutyKey } from '../port/dutyKey.ts'
import { checkSegment } from '../segment/checkSegment.ts'
import type { SegmentClaim } from '../segment/SegmentClaim.ts'
import type { SegmentDifferent, SegmentEqual } from '../segment/SegmentVerdict.ts'
import { findDispute } from './findDispute.ts'
import type { RangerOptions } from './RangerOptions.ts'
import type { RangerStatus } from './RangerStatus.ts'

/**
 * A ranger (spec 5.3): checks the segments it is told to, looks a second time where one differs, and opens a dispute by
 * itself. What it has done is in its journal, so that a restart repeats nothing and forgets nothing.
 */
export class RangerService {
  readonly #options: RangerOptions
  readonly #chains: OwnChains
  readonly #records = new Map<string, DutyRecord>()
  readonly #openings = new Set<Promise<void>>()
  #checkedSegments = 0
  #checkedBlocks = 0
  #alarms = 0
  #pending: readonly Duty[] = []
  #last: RangerStatus['last'] = null

  constructor(options: RangerOptions) {
    this.#options = options
    this.#chains = new OwnChains(options.l1, options.openState)
  }

  status(): RangerStatus {
    return {
      checkedSegments: this.#checkedSegments,
      checkedBlocks: this.#checkedBlocks,
      alarms: this.#alarms,
      pending: this.#pending,
      last: this.#last,
      disputes: [...this.#records.values()].filter((record) => record.result === 'different'),
    }
  }

  /** Works until the signal aborts; then it rejects with the signal's reason. */
  async run(signal: AbortSignal): Promise<never> {
    const { journal } = this.#options
    for (const record of await journal.all()) this.#remember(record)
    for (const record of this.status().disputes) {
      if (record.stage === 'opening') this.#open(record, signal)
    }
    try {
      await this.#work(signal)
    } finally {
      await Promise.all(this.#openings)
    }
    throw signal.reason
  }

  async #work(signal: AbortSignal): Promise<void> {
    const { duties, retryDelayMs } = this.#options
    for (;;) {
      signal.throwIfAborted()
      const waiting = new AbortController()
      const inner = AbortSignal.any([signal, waiting.signal])
      // Asked before the duties are: none that comes meanwhile is missed.
      const changed = duties.changed(inner)
      changed.catch(() => undefined)
      const hasFailed = await this.#round(signal)
      try {
        await (hasFailed ? setTimeout(retryDelayMs, undefined, { signal }) : changed)
      } finally {
        waiting.abort()
      }
    }
  }

  /** Checks every duty that stands now. Returns whether something has to be tried again. */
  async #round(signal: AbortSignal): Promise<boolean> {
    let hasFailed = false
    const all = await this.#options.duties.duties(signal)
    await this.#forget(all)
    this.#pending = all.filter((duty) => !this.#isDone(duty))
    for (const duty of this.#pending) {
      try {
        await this.#fulfil(duty, signal)
      } catch (error) {
        signal.throwIfAborted()
        hasFailed = true
        this.#options.onEvent({ kind: 'failed', duty, error })
      }
      this.#pending = this.#pending.filter((other) => !this.#isDone(other))
    }
    return hasFailed
  }

  /** Lets go of what can no longer be disputed, and so is no duty any more; not of open disputes. */
  async #forget(duties: readonly Duty[]): Promise<void> {
    const current = new Set(duties.map(dutyKey))
    const over: Duty[] = []
    for (const [key, record] of this.#records) {
      if (current.has(key) || (record.result === 'different' && isOwnGame(record))) continue
      over.push(record.duty)
    }
    if (over.length === 0) return
    await this.#options.journal.remove(over)
    for (const duty of over) this.#records.delete(dutyKey(duty))
  }

  /** Checked, and disputed if it differs: a dispute whose state batch was gone counts no more when that is back. */
  #isDone(duty: Duty): boolean {
    const record = this.#records.get(dutyKey(duty))
    return (
      record !== undefined && (record.result !== 'different' || this.#isDisputed(record.dispute))
    )
  }

  /** Whether this ranger's games hold a dispute's state batch still. */
  #isDisputed({ chainId, stateBatchIndex }: Pick<Dispute, 'chainId' | 'stateBatchIndex'>): boolean {
    return this.#holding(chainId, stateBatchIndex) !== undefined
  }

  /** A game of this ranger, open or being opened, on a state batch or an earlier one: all later ones wait for it. */
  #holding(chainId: number, stateBatchIndex: number): Dispute | undefined {
    return this.status().disputes.find(
      (record) =>
        isOwnGame(record) &&
        record.dispute.chainId === chainId &&
        record.dispute.stateBatchIndex <= stateBatchIndex &&
        !this.#options.l1.isDeleted(chainId, record.dispute.stateBatchIndex),
    )?.dispute
  }

  async #fulfil(duty: Duty, signal: AbortSignal): Promise<void> {
    const claim = await this.#options.l1.claim(duty, signal)
    // Not written down: what a reorganisation of L1 takes back may come again.
    if (claim === null) return this.#options.onEvent({ kind: 'gone', duty })
    const verdict = await this.#check(duty, claim, signal)
    if (verdict?.kind === 'equal') {
      this.#checkedSegments += 1
      this.#checkedBlocks += verdict.blockCount
      return this.#conclude({ duty, result: 'equal' }, verdict.blockCount)
    }
    const holding = this.#holding(duty.chainId, duty.stateBatchIndex)
    if (verdict !== null && holding !== undefined) {
      this.#options.onEvent({ kind: 'different', duty, dispute: holding, fields: verdict.fields })
      return this.#write({ duty, result: 'different', dispute: holding, stage: 'covered' })
    }
    const dispute = await this.#lookAgain(duty, verdict?.blockNumber ?? duty.lastBlock, signal)
    if (dispute === null) {
      if (verdict === null) {
        this.#checkedSegments += 1
        this.#checkedBlocks += claim.claimedRoots.length
        return this.#conclude({ duty, result: 'equal' }, claim.claimedRoots.length)
      }
      const again = await this.#options.l1.claim(duty, signal)
      // L1 was reorganised between the two looks: they looked at different claims.
      if (again === null || !isDeepStrictEqual(again.claimedRoots, claim.claimedRoots)) {
        return this.#fulfil(duty, signal)
      }
      this.#alarms += 1
      this.#options.onEvent({ kind: 'alarm', duty, blockNumber: verdict.blockNumber })
      return this.#write({ duty, result: 'alarm' })
    }
    const fields = verdict?.blockNumber === dispute.blockNumber ? verdict.fields : null
    this.#options.onEvent({ kind: 'different', duty, dispute, fields })
    const isDisputed = this.#isDisputed(dispute)
    const record = { duty, result: 'different', dispute } as const
    // Written before anything is sent: after a crash the dispute is gone on with, by the same name.
    await this.#write({ ...record, stage: isDisputed ? 'covered' : 'opening' })
    if (!isDisputed) this.#open({ ...record, stage: 'opening' }, signal)
  }

  /** A verdict by a witness; `null` when no node hands out one that suffices. */
  async #check(
    duty: Duty,
    claim: SegmentClaim,
    signal: AbortSignal,
  ): Promise<SegmentEqual | SegmentDifferent | null> {
    const { witnesses, onEvent } = this.#options
    const { chainId, firstBlock, lastBlock } = duty
    for (const node of witnesses) {
      let error: unknown
      try {
        const witness = await node.witness(chainId, firstBlock, lastBlock, signal)
        const verdict = await checkSegment(claim, witness, signal)
        if (verdict.kind !== 'witness-incomplete') return verdict
        error = verdict.error
      } catch (thrown) {
        signal.throwIfAborted()
        error = thrown
      }
      onEvent({ kind: 'witness-failed', duty, node: node.name, error })
    }
    return null
  }

  #lookAgain(duty: Duty, toBlock: number, signal: AbortSignal): Promise<Dispute | null> {
    const { l1, onEvent } = this.#options
    onEvent({ kind: 'deriving', duty })
    return findDispute(duty.chainId, toBlock, l1, this.#chains, signal)
  }

  /** Opens a dispute while the work goes on: commit and reveal take blocks of L1. */
  #open(record: DisputedDuty, signal: AbortSignal): void {
    const opening = this.#openUntilDone(record, signal).catch(() => undefined)
    this.#openings.add(opening)
    void opening.then(() => this.#openings.delete(opening))
  }

  /** Rejects only when the signal aborts. */
  async #openUntilDone(record: DisputedDuty, signal: AbortSignal): Promise<void> {
    const { disputes, retryDelayMs, onEvent } = this.#options
    const { duty, dispute } = record
    const { chainId, stateBatchIndex, blockNumber, claimedRoot } = dispute
    const name = `${chainId}/${stateBatchIndex}/${blockNumber}/${claimedRoot}`
    for (;;) {
      signal.throwIfAborted()
      try {
        const stage = await disputes.open(name, dispute, signal)
        await this.#write({ ...record, stage })
        if (stage === 'open') onEvent({ kind: 'disputed', duty, dispute })
        return
      } catch (error) {
        signal.throwIfAborted()
        onEvent({ kind: 'failed', duty, error })
        await setTimeout(retryDelayMs, undefined, { signal })
      }
    }
  }

  async #conclude(record: CheckedDuty, blockCount = 0): Promise<void> {
    await this.#write(record)
    this.#options.onEvent({ kind: 'equal', duty: record.duty, blockCount })
  }

  async #write(record: DutyRecord): Promise<void> {
    await this.#options.journal.put(record)
    this.#remember(record)
  }

  #remember(record: DutyRecord): void {
    this.#records.set(dutyKey(record.duty), record)
    this.#last = { duty: record.duty, result: record.result }
  }
}

function isOwnGame({ stage }: DisputedDuty): boolean {
  return stage === 'open' || stage === 'opening'
}
