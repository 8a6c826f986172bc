import type { BatchSources } from '@mvm/derivation'
import type { ChainEvents, StateBatchAppended } from '@mvm/l1'
import type { L1Origin, QueueElement } from '@mvm/protocol'
import { OriginUnknownError } from './OriginUnknownError.ts'

interface ArchivedBatch {
  readonly source: BatchSources
  readonly l1BlockNumber: number
}

interface ArchivedStateBatch {
  readonly stateBatch: StateBatchAppended
  /** L1 block in which a dispute deleted it. */
  deletedAt: number | null
}

/** State batches that a dispute deleted: from one index to before another. */
interface Deletion {
  readonly from: number
  readonly to: number
  readonly l1BlockNumber: number
}

/** How many of each an archive keeps. */
export interface ArchiveSize {
  readonly queueElements: number
  readonly batches: number
  readonly stateBatches: number
}

/** What L1 has said about one DAC and can still matter, with whatever its blocks are derived from. */
export class ChainArchive {
  readonly #chainId: number
  /** Those that no batch has taken yet, or one that a reorganisation could take back; consecutive. */
  #queue: QueueElement[] = []
  #batches: ArchivedBatch[] = []
  #stateBatches: ArchivedStateBatch[] = []
  /** The newest that nobody can dispute any more, as far as it is known. */
  #settledIndex = 0
  /** Few: each is a lost game. */
  #deletions: Deletion[] = []

  constructor(chainId: number) {
    this.#chainId = chainId
  }

  /** Takes what further L1 blocks say. Throws {@link OriginUnknownError}. */
  extend(events: ChainEvents, originOf: (number: number) => L1Origin | undefined): void {
    this.#queue.push(...events.queueElements)
    for (const batch of events.batches) {
      const origin = originOf(batch.originNumber)
      if (origin === undefined) {
        const { batchIndex, originNumber } = batch
        throw new OriginUnknownError({ chainId: this.#chainId, batchIndex, originNumber })
      }
      const offset = this.#queue[0]?.queueIndex ?? batch.queueStart
      const queueElements = this.#queue.slice(batch.queueStart - offset, batch.queueEnd - offset)
      this.#batches.push({
        source: { batch, queueElements, origin },
        l1BlockNumber: batch.l1BlockNumber,
      })
    }
    for (const stateBatch of events.stateBatches) {
      this.#stateBatches.push({ stateBatch, deletedAt: null })
    }
    for (const { stateBatchIndex: from, firstBlock, l1BlockNumber } of events.deletions) {
      // What was appended since begins at the same block again.
      const next = this.#stateBatches.find(
        ({ stateBatch }) =>
          stateBatch.stateBatchIndex > from && stateBatch.firstBlock === firstBlock,
      )?.stateBatch.stateBatchIndex
      const last = this.#stateBatches.at(-1)?.stateBatch.stateBatchIndex ?? from
      const to = next ?? last + 1
      this.#deletions.push({ from, to, l1BlockNumber })
      for (const archived of this.#stateBatches) {
        const index = archived.stateBatch.stateBatchIndex
        if (index >= from && index < to) archived.deletedAt ??= l1BlockNumber
      }
    }
  }

  /** Forgets what L1 blocks above that number said: they were abandoned. */
  truncate(l1BlockNumber: number): void {
    this.#queue = this.#queue.filter((element) => element.l1BlockNumber <= l1BlockNumber)
    this.#batches = this.#batches.filter((batch) => batch.l1BlockNumber <= l1BlockNumber)
    this.#deletions = this.#deletions.filter((one) => one.l1BlockNumber <= l1BlockNumber)
    this.#stateBatches = this.#stateBatches.filter(
      ({ stateBatch }) => stateBatch.l1BlockNumber <= l1BlockNumber,
    )
    for (const archived of this.#stateBatches) {
      if ((archived.deletedAt ?? 0) > l1BlockNumber) archived.deletedAt = null
    }
  }

  /**
   * Forgets what nobody can dispute any more, and what only that rested on. The newest state batch of that kind stays:
   * the next one goes on from it.
   *
   * @param settled an L1 block that no reorganisation takes away
   * @param windowSeconds in which a state batch can be disputed
   */
  forget(
    settled: { readonly number: number; readonly timestamp: number },
    windowSeconds: number,
  ): void {
    const isOld = (l1BlockNumber: number) => l1BlockNumber <= settled.number
    const base = this.stateBatches.findLast(
      ({ appendedAtTimestamp, l1BlockNumber }) =>
        isOld(l1BlockNumber) && appendedAtTimestamp + windowSeconds < settled.timestamp,
    )
    if (base === undefined) return
    this.#settledIndex = base.stateBatchIndex
    this.#stateBatches = this.#stateBatches.filter(
      ({ stateBatch, deletedAt }) =>
        stateBatch.stateBatchIndex >= base.stateBatchIndex &&
        (deletedAt === null || !isOld(deletedAt)),
    )
    const firstOpen = base.firstBlock + base.rootCount
    const taken = this.#batches.findLast(({ l1BlockNumber }) => isOld(l1BlockNumber))
    const queueEnd = taken?.source.batch.queueEnd ?? 0
    if ((this.#queue[0]?.queueIndex ?? queueEnd) < queueEnd) {
      this.#queue = this.#queue.filter(({ queueIndex }) => queueIndex >= queueEnd)
    }
    this.#batches = this.#batches.filter(
      ({ source: { batch } }) => batch.firstBlock + batch.blockCount > firstOpen,
    )
  }

  /** The batches that hold these blocks, in order; `null` unless they hold all of them. */
  sources(firstBlock: number, lastBlock: number): readonly BatchSources[] | null {
    const sources = this.#batches
      .map(({ source }) => source)
      .filter(
        ({ batch }) =>
          batch.firstBlock <= lastBlock && firstBlock < batch.firstBlock + batch.blockCount,
      )
    const first = sources[0]?.batch
    const last = sources.at(-1)?.batch
    if (first === undefined || first.firstBlock > firstBlock) return null
    if (last === undefined || last.firstBlock + last.blockCount <= lastBlock) return null
    return sources
  }

  /** State batches that live and are not forgotten, in order; genesis's is the first of all. */
  get stateBatches(): readonly StateBatchAppended[] {
    return this.#stateBatches
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ stateBatch }) => stateBatch)
  }

  /** State batches that live and can still be disputed, in order; never genesis's, which is a constant. */
  get openStateBatches(): readonly StateBatchAppended[] {
    return this.stateBatches.filter(({ stateBatchIndex }) => stateBatchIndex > this.#settledIndex)
  }

  /** Whether a dispute has deleted a state batch, forgotten or not. */
  isDeleted(stateBatchIndex: number): boolean {
    return this.#deletions.some(({ from, to }) => from <= stateBatchIndex && stateBatchIndex < to)
  }

  /** How much is kept. */
  get size(): ArchiveSize {
    return {
      queueElements: this.#queue.length,
      batches: this.#batches.length,
      stateBatches: this.#stateBatches.length,
    }
  }
}
