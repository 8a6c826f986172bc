import type { DacCreation, L1Block, L1Status, RollupChange } from '@mvm/l1'
import type { TransactionBatch } from '@mvm/protocol'
import type { BatchTip, L1View, L1ViewPort } from '@mvm/sequencer'
import { BatchSourcesGoneError } from '../error/BatchSourcesGoneError.ts'
import type { BatchSources } from '../worker/execution/WorkerChainPort.ts'
import { DacL1History, type StateBatchFact } from './DacL1History.ts'
import { WakeUp } from './WakeUp.ts'

export interface L1WatchOptions {
  /** What happens on L1 after `start`. */
  readonly changes: (signal: AbortSignal) => AsyncIterable<RollupChange | L1Status>
  /** The block after which reading starts. */
  readonly start: L1Block
  /** L1 blocks that a view can look back on: at least the origin age. */
  readonly keptBlocks: number
  /** Opens what a DAC needs and tells where its history begins: after its last final batch, or at its creation. */
  readonly prepare: (creation: DacCreation) => Promise<BatchTip>
  /** Told of each prepared DAC: from now on there are views of it. */
  readonly onCreated: (creation: DacCreation) => void
  /** Told when a creation was abandoned by an L1 reorg. */
  readonly onAbandoned: (creation: DacCreation) => void
  /** Told when a DAC begins to rest. */
  readonly onRest: (chainId: number) => void
  readonly onStatus: (status: L1Status) => void
  /** Told of each new head, once it has been reached. */
  readonly onHead?: (head: L1Block) => void
  /** Told once, when the head has been reached. */
  readonly onLive: () => void
}

/** While catching up, L1 is not read further than so many final batches ahead of the slowest chain. */
const MAX_BACKLOG = 32

/** L1 blocks after which DACs that rest are shown L1 all the same: old views hold old blocks in memory. */
const REST_BLOCKS = 64

/** One process's eye on L1: follows the head once for all DACs and gives each DAC consistent snapshots. */
export class L1Watch {
  readonly #options: L1WatchOptions
  readonly #blocks = new Map<number, L1Block>()
  readonly #histories = new Map<number, DacL1History>()
  readonly #creations = new Map<number, DacCreation>()
  readonly #views = new Map<number, L1View>()
  /** The newest view that shows a batch. */
  readonly #viewOf = new WeakMap<TransactionBatch, L1View>()
  /** Copy of `#blocks` that the views of this moment share. */
  #blockSnapshot: ReadonlyMap<number, L1Block> | undefined
  /** Of those who wait for a DAC's views: a hundred DACs that look at each other's news are ten thousand looks. */
  readonly #onView = new Map<number, WakeUp>()
  readonly #mayRest = new Map<number, () => boolean>()
  readonly #resting = new Set<number>()
  readonly #onRelease = new WakeUp()
  #head: L1Block
  #latest: L1Block
  #safeNumber = 0
  #finalizedNumber = 0
  #isLive = false

  constructor(options: L1WatchOptions) {
    this.#options = options
    this.#head = options.start
    this.#latest = options.start
    this.#blocks.set(options.start.number, options.start)
  }

  /** The block up to which L1 has been read. */
  get head(): L1Block {
    return this.#head
  }

  /** L1's own head, as far as it is known: above {@link head} while catching up. */
  get latest(): L1Block {
    return this.#latest
  }

  get safeNumber(): number {
    return this.#safeNumber
  }

  get finalizedNumber(): number {
    return this.#finalizedNumber
  }

  /** Whether the head has been reached once. */
  get isLive(): boolean {
    return this.#isLive
  }

  block(number: number): L1Block | undefined {
    return this.#blocks.get(number)
  }

  creation(chainId: number): DacCreation | undefined {
    return this.#creations.get(chainId)
  }

  history(chainId: number): DacL1History | undefined {
    return this.#histories.get(chainId)
  }

  stateBatchOf(chainId: number, blockNumber: number): StateBatchFact | undefined {
    return this.#histories.get(chainId)?.stateBatchOf(blockNumber)
  }

  /** The first block whose output root was appended after a time, or that has none; 0 for a DAC that nobody knows. */
  firstBlockAssertedAfter(chainId: number, timestamp: number): number {
    return this.#histories.get(chainId)?.firstBlockAssertedAfter(timestamp) ?? 0
  }

  /** What a batch of some view is derived from, as that view shows it: later reorgs change nothing in it. */
  sourcesOf(batch: TransactionBatch): BatchSources {
    const view = this.#viewOf.get(batch)
    const origin = view?.block(batch.originNumber)
    if (view === undefined || origin === undefined) {
      throw new BatchSourcesGoneError({ batchHash: batch.batchHash })
    }
    return { queueElements: view.queueElements(batch.queueStart, batch.queueEnd), origin }
  }

  /** A chain has adopted all blocks below `nextBlock`: final batches below it need not be kept. */
  release(chainId: number, nextBlock: number): void {
    const history = this.#histories.get(chainId)
    if (history === undefined) return
    history.release(this.#finalizedNumber, nextBlock)
    this.#onRelease.wake()
  }

  /** Shows a DAC that rests what L1 has become meanwhile; `false` if it has seen that. */
  rouse(chainId: number): boolean {
    this.#resting.delete(chainId)
    if (this.#views.get(chainId)?.head === this.#head) return false
    this.#views.delete(chainId)
    this.#onView.get(chainId)?.wake()
    return true
  }

  /** Follows L1 until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      for await (const event of this.#options.changes(signal)) {
        if ('events' in event) await this.#change(event, signal)
        else this.#options.onStatus(event)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /**
   * Snapshots of L1 for one DAC. While the DAC rests and L1 has nothing new for it there is no next one: what it has
   * seen is final, and nothing is to be done about it.
   *
   * @param mayRest asked at each L1 block
   */
  viewPort(chainId: number, mayRest: () => boolean = () => true): L1ViewPort {
    this.#mayRest.set(chainId, mayRest)
    const wakeUp = this.#wakeUpOf(chainId)
    const current = () => this.#view(chainId)
    return {
      view: (signal) => wakeUp.until(current, signal),
      next: (than, signal) =>
        wakeUp.until(() => {
          const view = current()
          return view === than ? undefined : view
        }, signal),
    }
  }

  async #change(change: RollupChange, signal: AbortSignal): Promise<void> {
    const { events } = change
    if (change.kind === 'reorganised') this.#truncate(change.commonAncestorNumber)
    for (const creation of events.created) {
      this.#creations.set(creation.chainId, creation)
      const base = await this.#options.prepare(creation)
      this.#histories.set(
        creation.chainId,
        new DacL1History(creation.chainId, creation.l1BlockNumber, base),
      )
      this.#options.onCreated(creation)
    }
    for (const [chainId, dacEvents] of events.byChainId)
      this.#histories.get(chainId)?.extend(dacEvents)
    for (const block of change.blocks) {
      this.#blocks.set(block.number, block)
      this.#blocks.delete(block.number - this.#options.keptBlocks)
    }
    const before = this.#head.number
    this.#head = change.blocks.at(-1) ?? this.#head
    this.#latest = change.latest
    this.#safeNumber = change.safeNumber ?? this.#safeNumber
    this.#finalizedNumber = Math.min(
      change.finalizedNumber ?? this.#finalizedNumber,
      this.#head.number,
    )
    this.#blockSnapshot = undefined
    const isForAll =
      change.kind === 'reorganised' ||
      Math.floor(before / REST_BLOCKS) !== Math.floor(this.#head.number / REST_BLOCKS)
    const shown: number[] = []
    for (const [chainId, history] of this.#histories) {
      const isNews = isForAll || events.byChainId.has(chainId)
      if (!isNews && this.#views.has(chainId) && this.#rests(chainId, history)) {
        if (!this.#resting.has(chainId)) this.#options.onRest(chainId)
        this.#resting.add(chainId)
        continue
      }
      // Shown L1 only now and then, it rests all the same.
      if (!isForAll || !this.#rests(chainId, history)) this.#resting.delete(chainId)
      this.#views.delete(chainId)
      shown.push(chainId)
    }
    // Below the finalized block there is certainly more to read.
    if (!this.#isLive && this.#head.number >= (change.finalizedNumber ?? 0)) {
      this.#isLive = true
      this.#options.onLive()
    }
    if (this.#isLive) this.#options.onHead?.(this.#head)
    for (const chainId of shown) this.#onView.get(chainId)?.wake()
    await this.#onRelease.until(() => (this.#hasBacklog() ? undefined : true), signal)
  }

  /** Nothing that stands on L1 for a DAC is still to become final, and nobody wants to know the time. */
  #rests(chainId: number, history: DacL1History): boolean {
    return history.batches.length === 0 && this.#mayRest.get(chainId)?.() === true
  }

  #wakeUpOf(chainId: number): WakeUp {
    let wakeUp = this.#onView.get(chainId)
    if (wakeUp === undefined) {
      wakeUp = new WakeUp()
      this.#onView.set(chainId, wakeUp)
    }
    return wakeUp
  }

  #truncate(l1BlockNumber: number): void {
    for (const number of [...this.#blocks.keys()])
      if (number > l1BlockNumber) this.#blocks.delete(number)
    for (const [chainId, creation] of this.#creations) {
      if (creation.l1BlockNumber <= l1BlockNumber)
        this.#histories.get(chainId)?.truncate(l1BlockNumber)
      else {
        this.#creations.delete(chainId)
        this.#histories.delete(chainId)
        this.#views.delete(chainId)
        this.#resting.delete(chainId)
        this.#options.onAbandoned(creation)
      }
    }
  }

  #hasBacklog(): boolean {
    for (const history of this.#histories.values()) {
      if (history.backlog(this.#finalizedNumber) > MAX_BACKLOG) return true
    }
    return false
  }

  #view(chainId: number): L1View | undefined {
    const known = this.#views.get(chainId)
    if (known !== undefined) return known
    const history = this.#histories.get(chainId)
    if (history === undefined) return undefined
    this.#blockSnapshot ??= new Map(this.#blocks)
    const blocks = this.#blockSnapshot
    const queue = history.queueSnapshot()
    const view: L1View = {
      head: this.#head,
      finalizedNumber: this.#finalizedNumber,
      block: (number) => blocks.get(number),
      queueLength: history.queueLength,
      queueHash: queue.hash,
      queueElements: queue.elements,
      batches: history.batches,
      base: history.base,
      firstUnassertedBlock: history.firstUnassertedBlock,
      lastStateBatch: history.lastStateBatch,
    }
    this.#views.set(chainId, view)
    for (const batch of view.batches) this.#viewOf.set(batch, view)
    return view
  }
}
