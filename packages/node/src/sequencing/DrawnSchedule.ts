import {
  ContractRevertError,
  type ContractSource,
  type EpochClock,
  epochAt,
  isTransientL1Error,
  readDrawing,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { L1View, L1ViewPort, SchedulePort } from '@mvm/sequencer'
import type { Logger } from 'pino'
import { BondHistory } from './BondHistory.ts'
import { postingTurn } from './postingTurn.ts'
import { readOpenCommittee } from './readOpenCommittee.ts'

export interface DrawnScheduleOptions {
  readonly chainId: number
  /** L1 block in which the DAC was created. */
  readonly createdAtL1Block: number
  /** This node's account. */
  readonly self: Address
  readonly clock: EpochClock
  readonly source: ContractSource
  readonly views: L1ViewPort
  /**
   * L1 blocks that an epoch's draw is given to settle before its committee begins to lead; and that whoever allocates
   * first waits for others where nobody is drawn, before that settles likewise.
   */
  readonly settlingBlocks: number
  /** L1 blocks after which the contracts refuse what a committee has decided and nobody has posted. */
  readonly maxOriginAge: number
  readonly logger: Logger
}

/**
 * The committees that the SequencerPool draws for a DAC (spec 5.2). An epoch's committee begins to lead a few L1 blocks
 * after the epoch itself, so that short L1 reorganisations do not change it; until then the one before goes on.
 */
export class DrawnSchedule implements SchedulePort {
  readonly #options: DrawnScheduleOptions
  /** What was read of an epoch once stays: members must not differ about it. */
  readonly #committees = new Map<number, readonly Address[]>()
  /** Epochs for which L1 draws nobody: all members may post. */
  readonly #open = new Set<number>()
  /** Asked for and not known yet. */
  readonly #wanted = new Set<number>()
  readonly #bonds: BondHistory
  #onWanted = Promise.withResolvers<void>()
  #view: L1View | undefined

  constructor(options: DrawnScheduleOptions) {
    this.#options = options
    this.#bonds = new BondHistory(options.chainId, options.createdAtL1Block)
  }

  committee(epoch: number): readonly Address[] | undefined {
    const known = this.#committees.get(epoch)
    const head = this.#view?.head.number
    const hasLapsed = head !== undefined && epoch < this.liveFromEpoch(head)
    if (known === undefined && !hasLapsed && !this.#wanted.has(epoch)) {
      this.#wanted.add(epoch)
      this.#onWanted.resolve()
    }
    return known
  }

  epochAt(l1BlockNumber: number): number {
    const { clock, settlingBlocks } = this.#options
    return epochAt(clock, l1BlockNumber - settlingBlocks)
  }

  /** What was decided longer ago than an origin may be old is on L1 or lost. */
  liveFromEpoch(l1BlockNumber: number): number {
    return this.epochAt(l1BlockNumber - this.#options.maxOriginAge)
  }

  mayPost(l1BlockNumber: number): boolean {
    const { clock, self } = this.#options
    const next = l1BlockNumber + 1
    const epoch = epochAt(clock, next)
    const committee = this.committee(epoch) ?? []
    if (this.#open.has(epoch)) return committee.includes(self)
    const [leader, ...backups] = committee
    if (leader === undefined) return false
    const lastBatch = this.#view?.batches.findLast(({ isForced }) => !isForced)
    const lastBatchAt = lastBatch?.l1BlockNumber ?? 0
    const drawn = { isDrawn: true, producer: null, leader, backups, lastBatchAt }
    const turn = postingTurn(clock, epoch, drawn, self)
    return turn !== null && turn <= next
  }

  /** Reads what is asked for as L1 goes on, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { views, clock } = this.#options
    try {
      let view = await views.view(signal)
      for (let next: Promise<L1View> | undefined; ; ) {
        this.#view = view
        this.committee(epochAt(clock, view.head.number + 1))
        this.#onWanted = Promise.withResolvers()
        for (const epoch of this.#wanted) await this.#read(epoch, view.head.number, signal)
        this.#forget(this.liveFromEpoch(view.head.number))
        next ??= views.next(view, signal)
        // Aborted while something is read, nobody waits for it.
        next.catch(() => undefined)
        const shown = await Promise.race([next, this.#onWanted.promise])
        if (shown === undefined) continue
        view = shown
        next = undefined
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  async #read(epoch: number, headNumber: number, signal: AbortSignal): Promise<void> {
    const { chainId, clock, logger } = this.#options
    // Earlier, the seed may still be recorded otherwise than it now seems.
    if (epochAt(clock, headNumber) < epoch) return
    const source = { ...this.#options.source, signal }
    try {
      const drawn = await readDrawing(source, chainId, epoch)
      const isOpen = drawn.length === 0
      const committee = isOpen
        ? await readOpenCommittee(source, {
            ...this.#options,
            bonds: this.#bonds,
            epoch,
            headNumber,
          })
        : drawn
      if (committee.length === 0) return
      this.#committees.set(epoch, committee)
      if (isOpen) this.#open.add(epoch)
      this.#wanted.delete(epoch)
      logger.debug({ epoch, committee, isOpen }, 'drawn')
    } catch (error) {
      if (!isTransientL1Error(error) && !(error instanceof ContractRevertError)) throw error
      logger.warn({ err: error, epoch }, 'the draw could not be read')
    }
  }

  #forget(liveFromEpoch: number): void {
    for (const epoch of this.#committees.keys()) {
      if (epoch < liveFromEpoch) this.#committees.delete(epoch)
    }
    for (const epoch of this.#open) if (epoch < liveFromEpoch) this.#open.delete(epoch)
    for (const epoch of this.#wanted) if (epoch < liveFromEpoch) this.#wanted.delete(epoch)
  }
}
