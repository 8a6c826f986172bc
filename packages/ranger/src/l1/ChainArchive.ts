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

/** All that L1 has said about one DAC since its creation, with whatever its blocks are derived from. */
export class ChainArchive {
  readonly #chainId: number
  #queue: QueueElement[] = []
  #batches: ArchivedBatch[] = []
  #stateBatches: ArchivedStateBatch[] = []

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
      const queueElements = this.#queue.slice(batch.queueStart, batch.queueEnd)
      this.#batches.push({
        source: { batch, queueElements, origin },
        l1BlockNumber: batch.l1BlockNumber,
      })
    }
    for (const stateBatch of events.stateBatches) {
      this.#stateBatches.push({ stateBatch, deletedAt: null })
    }
    for (const { stateBatchIndex, firstBlock, l1BlockNumber } of events.deletions) {
      // What was appended since begins at the same block again.
      const next = this.#stateBatches.find(
        ({ stateBatch }) =>
          stateBatch.stateBatchIndex > stateBatchIndex && stateBatch.firstBlock === firstBlock,
      )?.stateBatch.stateBatchIndex
      for (const archived of this.#stateBatches) {
        const index = archived.stateBatch.stateBatchIndex
        if (index < stateBatchIndex || index >= (next ?? Number.POSITIVE_INFINITY)) continue
        archived.deletedAt ??= l1BlockNumber
      }
    }
  }

  /** Forgets what L1 blocks above that number said: they were abandoned. */
  truncate(l1BlockNumber: number): void {
    this.#queue = this.#queue.filter((element) => element.l1BlockNumber <= l1BlockNumber)
    this.#batches = this.#batches.filter((batch) => batch.l1BlockNumber <= l1BlockNumber)
    this.#stateBatches = this.#stateBatches.filter(
      ({ stateBatch }) => stateBatch.l1BlockNumber <= l1BlockNumber,
    )
    for (const archived of this.#stateBatches) {
      if ((archived.deletedAt ?? 0) > l1BlockNumber) archived.deletedAt = null
    }
  }

  /** The batches that hold these blocks, in order; `null` unless they hold all of them. */
  sources(firstBlock: number, lastBlock: number): readonly BatchSources[] | null {
    const sources = this.#batches
      .map(({ source }) => source)
      .filter(
        ({ batch }) =>
          batch.firstBlock <= lastBlock && firstBlock < batch.firstBlock + batch.blockCount,
      )
    const last = sources.at(-1)?.batch
    return last === undefined || last.firstBlock + last.blockCount <= lastBlock ? null : sources
  }

  /** State batches that live, in order, genesis's among them. */
  get stateBatches(): readonly StateBatchAppended[] {
    return this.#stateBatches
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ stateBatch }) => stateBatch)
  }
}
