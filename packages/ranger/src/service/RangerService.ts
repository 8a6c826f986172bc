import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import pLimit, { type LimitFunction } from 'p-limit'
import { OwnChains } from '../chain/OwnChains.ts'
import type { Dispute } from '../port/DisputePort.ts'
import type { Duty } from '../port/Duty.ts'
import { dutyKey } from '../port/dutyKey.ts'
import type { WitnessPort } from '../port/WitnessPort.ts'
import { checkWithNode } from '../segment/checkWithNode.ts'
import type { SegmentClaim } from '../segment/SegmentClaim.ts'
import type { SegmentDifferent, SegmentEqual } from '../segment/SegmentVerdict.ts'
import { DutyLedger } from './DutyLedger.ts'
import { findDispute } from './findDispute.ts'
import { Openings } from './Openings.ts'
import type { RangerOptions } from './RangerOptions.ts'
import type { RangerStatus } from './RangerStatus.ts'

const CONCURRENT_CHECKS = 4
const CONCURRENT_DERIVATIONS = 2

/**
 * A ranger (spec 5.3): checks the segments it is told to, looks a second time where one differs, and opens a dispute by
 * itself. The segments of a DAC are done one after the other, those of different DACs beside each other, so that none
 * waits for the derivation of another's chain. What it has done is in its journal, so that a restart repeats nothing and
 * forgets nothing.
 */
export class RangerService {
  readonly #options: RangerOptions
  readonly #chains: OwnChains
  readonly #ledger: DutyLedger
  readonly #openings: Openings
  readonly #checks: LimitFunction
  readonly #derivations: LimitFunction
  /** Those that have failed come last. */
  #witnesses: readonly WitnessPort[]
  /** By chain: who works on its duties. */
  readonly #lanes = new Map<number, Promise<void>>()
  /** Wrong segments of state batches after one that is just being disputed: how that ends decides about them. */
  readonly #behind = new Map<string, Duty>()
  /** Nothing can be done about them before L1 goes on. */
  readonly #resting = new Set<string>()
  readonly #broken = Promise.withResolvers<never>()
  readonly #now: () => number
  #signal = AbortSignal.abort()
  #looks = 0
  #checkedSegments = 0
  #checkedBlocks = 0
  #alarms = 0
  #pending: readonly Duty[] = []

  constructor(options: RangerOptions) {
    const { disputes, l1, retryDelayMs, onEvent, disputesPerDay, now } = options
    this.#options = options
    this.#witnesses = options.witnesses
    this.#now = now ?? (() => Math.floor(Date.now() / 1_000))
    this.#chains = options.chains ?? new OwnChains(l1)
    this.#ledger = new DutyLedger(options.journal, l1)
    this.#openings = new Openings({
      ...{
        disputes,
        l1,
        retryDelayMs,
        onEvent,
        disputesPerDay,
        now: this.#now,
        ledger: this.#ledger,
      },
      onSettled: (duty) => this.#settled(duty),
    })
    this.#checks = pLimit(options.concurrentChecks ?? CONCURRENT_CHECKS)
    this.#derivations = pLimit(options.concurrentDerivations ?? CONCURRENT_DERIVATIONS)
    this.#broken.promise.catch(() => undefined)
  }

  status(): RangerStatus {
    const { last } = this.#ledger
    return {
      checkedSegments: this.#checkedSegments,
      checkedBlocks: this.#checkedBlocks,
      alarms: this.#alarms,
      pending: this.#pending.filter((duty) => !this.#isDone(duty)),
      last: last === null ? null : { duty: last.duty, result: last.result },
      disputes: this.#ledger.disputes,
      postponedDisputes: this.#openings.postponedCount,
      disputesPerDay: this.#openings.disputesPerDay,
    }
  }

  /** Works until the signal aborts; then it rejects with the signal's reason. */
  async run(signal: AbortSignal): Promise<never> {
    const ending = new AbortController()
    const inner = AbortSignal.any([signal, ending.signal])
    this.#signal = inner
    await this.#ledger.load()
    for (const record of this.#ledger.disputes) {
      if (record.stage === 'opening') this.#openings.start(record, inner)
    }
    try {
      return await Promise.race([this.#work(inner), this.#broken.promise])
    } finally {
      ending.abort(signal.reason)
      await Promise.all(this.#lanes.values())
      await this.#openings.ended()
    }
  }

  async #work(signal: AbortSignal): Promise<never> {
    const { duties, retryDelayMs, onEvent } = this.#options
    for (;;) {
      signal.throwIfAborted()
      const waiting = new AbortController()
      const inner = AbortSignal.any([signal, waiting.signal])
      // Asked before the duties are: none that comes meanwhile is missed.
      const changed = duties.changed(inner)
      changed.catch(() => undefined)
      try {
        const isSeen = await this.#look(signal).then(
          () => true,
          (error: unknown) => {
            signal.throwIfAborted()
            onEvent({ kind: 'failed', duty: null, error })
            return false
          },
        )
        await (isSeen ? changed : setTimeout(retryDelayMs, undefined, { signal }))
      } finally {
        waiting.abort()
      }
    }
  }

  /** Sees what is to be done now, and that somebody does it. */
  async #look(signal: AbortSignal): Promise<void> {
    const { duties, disputes } = this.#options
    const all = await duties.duties(signal)
    await this.#noteFates(signal)
    await this.#ledger.forgetAllBut(all, this.#now())
    for (const chainId of this.#ledger.coveredChainIds) {
      this.#ledger.noteHeld(chainId, await disputes.earliestDisputed(chainId, signal))
    }
    this.#pending = all
    this.#resting.clear()
    this.#looks += 1
    for (const { chainId } of all) this.#startLane(chainId)
  }

  /** Asks L1 what has become of own games, those that were over too: a reorganisation may have taken that back. */
  async #noteFates(signal: AbortSignal): Promise<void> {
    const { disputes, onEvent } = this.#options
    for (const record of this.#ledger.ownGames) {
      const { duty, dispute } = record
      const stage = await disputes.fateOf(dispute, signal)
      if (stage === record.stage) continue
      await this.#ledger.write({ ...record, stage })
      onEvent({ kind: 'ended', duty, dispute, fate: stage })
    }
  }

  /** Those behind a dispute have their turn; the disputed one itself has not, should it be gone. */
  #settled(settled: Duty): void {
    const { chainId } = settled
    this.#resting.add(dutyKey(settled))
    for (const [key, duty] of this.#behind) {
      if (duty.chainId === chainId) this.#behind.delete(key)
    }
    this.#looks += 1
    this.#startLane(chainId)
  }

  #isDone(duty: Duty): boolean {
    return this.#ledger.isDone(duty, this.#now())
  }

  #startLane(chainId: number): void {
    const signal = this.#signal
    if (signal.aborted || this.#lanes.has(chainId) || this.#todo(chainId).length === 0) return
    const lane = this.#lane(chainId, signal).catch((error: unknown) => {
      if (!signal.aborted) this.#broken.reject(error)
    })
    this.#lanes.set(chainId, lane)
  }

  #todo(chainId: number): readonly Duty[] {
    return this.#pending.filter((duty) => {
      if (duty.chainId !== chainId || this.#isDone(duty)) return false
      const key = dutyKey(duty)
      return !this.#behind.has(key) && !this.#resting.has(key)
    })
  }

  /** Does a DAC's duties one after the other, until all that are known have had their turn and none has failed. */
  async #lane(chainId: number, signal: AbortSignal): Promise<void> {
    const { retryDelayMs, onEvent } = this.#options
    for (;;) {
      const looks = this.#looks
      let hasFailed = false
      for (const duty of this.#todo(chainId)) {
        signal.throwIfAborted()
        if (this.#isDone(duty)) continue
        try {
          await this.#fulfil(duty, signal)
        } catch (error) {
          signal.throwIfAborted()
          hasFailed = true
          onEvent({ kind: 'failed', duty, error })
        }
      }
      if (hasFailed) await setTimeout(retryDelayMs, undefined, { signal })
      else if (looks === this.#looks) break
    }
    this.#lanes.delete(chainId)
  }

  async #fulfil(duty: Duty, signal: AbortSignal): Promise<void> {
    const { l1, onEvent } = this.#options
    const { chainId, stateBatchIndex } = duty
    const claim = await l1.claim(duty, signal)
    // Not written down: what a reorganisation of L1 takes back may come again.
    if (claim === null) {
      this.#resting.add(dutyKey(duty))
      return onEvent({ kind: 'gone', duty })
    }
    const verdict = await this.#checks(() => this.#check(duty, claim, signal))
    if (verdict?.kind === 'equal') return this.#isEqual(duty, verdict.blockCount)
    if (this.#ledger.isOpening(chainId, stateBatchIndex)) {
      this.#behind.set(dutyKey(duty), duty)
      return
    }
    const own = this.#ledger.ownGame(chainId, stateBatchIndex)
    if (verdict !== null && own !== undefined) {
      onEvent({ kind: 'different', duty, dispute: own, fields: verdict.fields })
      return this.#ledger.write({ duty, result: 'different', dispute: own, stage: 'covered' })
    }
    const toBlock = verdict?.blockNumber ?? duty.lastBlock
    const dispute = await this.#derivations(() => this.#lookAgain(duty, toBlock, signal))
    if (dispute === null) {
      if (verdict === null) return this.#isEqual(duty, claim.claimedRoots.length)
      const again = await l1.claim(duty, signal)
      // L1 was reorganised between the two looks: they looked at different claims.
      if (again === null || !isDeepStrictEqual(again.claimedRoots, claim.claimedRoots)) {
        return this.#fulfil(duty, signal)
      }
      this.#alarms += 1
      onEvent({ kind: 'alarm', duty, blockNumber: verdict.blockNumber })
      return this.#ledger.write({ duty, result: 'alarm' })
    }
    const fields = verdict?.blockNumber === dispute.blockNumber ? verdict.fields : null
    onEvent({ kind: 'different', duty, dispute, fields })
    const record = { duty, result: 'different', dispute } as const
    if (this.#ledger.ownGame(chainId, dispute.stateBatchIndex) !== undefined) {
      return this.#ledger.write({ ...record, stage: 'covered' })
    }
    // Written before anything is sent: after a crash the dispute is gone on with, by the same name.
    await this.#ledger.write({ ...record, stage: 'opening' })
    this.#openings.start({ ...record, stage: 'opening' }, signal)
  }

  async #isEqual(duty: Duty, blockCount: number): Promise<void> {
    this.#checkedSegments += 1
    this.#checkedBlocks += blockCount
    await this.#ledger.write({ duty, result: 'equal' })
    this.#options.onEvent({ kind: 'equal', duty, blockCount })
  }

  /** A verdict by a witness; `null` when no node hands out one that suffices. */
  async #check(
    duty: Duty,
    claim: SegmentClaim,
    signal: AbortSignal,
  ): Promise<SegmentEqual | SegmentDifferent | null> {
    const { onEvent } = this.#options
    for (const node of this.#witnesses) {
      let error: unknown
      try {
        const verdict = await checkWithNode(claim, node, signal)
        if (verdict.kind !== 'witness-incomplete') return verdict
        error = verdict.error
      } catch (thrown) {
        signal.throwIfAborted()
        error = thrown
      }
      this.#witnesses = [...this.#witnesses.filter((other) => other !== node), node]
      onEvent({ kind: 'witness-failed', duty, node: node.name, error })
    }
    return null
  }

  #lookAgain(duty: Duty, toBlock: number, signal: AbortSignal): Promise<Dispute | null> {
    signal.throwIfAborted()
    this.#options.onEvent({ kind: 'deriving', duty })
    return findDispute(duty.chainId, toBlock, this.#options.l1, this.#chains, signal)
  }
}
