import type { ChainEvents, StateBatchAppended, StateBatchDeleted } from '@mvm/l1'
import type { QueueElement, QueueHash, TransactionBatch } from '@mvm/protocol'
import type { BatchTip } from '@mvm/sequencer'
import { FinalBatchReplacedError } from '../error/FinalBatchReplacedError.ts'

/** A state batch as the StateCommitmentChain accepted it. */
export interface StateBatchFact extends StateBatchAppended {
  /** L1 block in which a lost dispute deleted it. */
  readonly deletedAtL1Block?: number
}

/**
 * All that L1 has said about one DAC, as far as it can still matter: grows with L1, shrinks with its reorgs,
 * and forgets batches that are final and adopted. Holds no connection.
 */
export class DacL1History {
  readonly chainId: number
  /** The L1 block of `createDAC`. */
  readonly creationBlock: number
  #base: BatchTip
  #batches: TransactionBatch[] = []
  /** Elements from `#queueOffset` on. */
  #queue: QueueElement[] = []
  #queueOffset: number
  /** queueHash[#queueOffset] */
  #queueHashBefore: QueueHash
  #stateBatches: StateBatchFact[] = []

  /** @param base what is final already: earlier batches and elements are passed over. */
  constructor(chainId: number, creationBlock: number, base: BatchTip) {
    this.chainId = chainId
    this.creationBlock = creationBlock
    this.#base = base
    this.#queueOffset = base.queueEnd
    this.#queueHashBefore = base.queueHashEnd
  }

  extend(events: ChainEvents): void {
    for (const batch of events.batches) {
      const nextBlock = batch.firstBlock + batch.blockCount
      if (nextBlock === this.#base.nextBlock && batch.batchHash !== this.#base.batchHash) {
        throw new FinalBatchReplacedError({ chainId: this.chainId, nextBlock })
      }
      if (batch.firstBlock >= this.#base.nextBlock) this.#batches.push(batch)
    }
    for (const element of events.queueElements) {
      if (element.queueIndex >= this.#queueOffset) this.#queue.push(element)
    }
    this.#stateBatches.push(...events.stateBatches)
    for (const deletion of events.deletions) this.#delete(deletion)
  }

  /** Forgets what L1 blocks above that number said: they were abandoned. */
  truncate(l1BlockNumber: number): void {
    this.#batches = this.#batches.filter((batch) => batch.l1BlockNumber <= l1BlockNumber)
    this.#queue = this.#queue.filter((element) => element.l1BlockNumber <= l1BlockNumber)
    this.#stateBatches = this.#stateBatches
      .filter((batch) => batch.l1BlockNumber <= l1BlockNumber)
      .map((batch) => {
        if (batch.deletedAtL1Block === undefined || batch.deletedAtL1Block <= l1BlockNumber)
          return batch
        const { deletedAtL1Block: _, ...standing } = batch
        return standing
      })
  }

  /**
   * Forgets the batches that stand in L1 blocks up to `finalizedNumber` and whose blocks are all below
   * `adoptedNextBlock`, and the queue elements that they consumed.
   */
  release(finalizedNumber: number, adoptedNextBlock: number): void {
    let count = 0
    for (const batch of this.#batches) {
      if (batch.l1BlockNumber > finalizedNumber) break
      if (batch.firstBlock + batch.blockCount > adoptedNextBlock) break
      count++
    }
    const last = this.#batches[count - 1]
    if (last === undefined) return
    this.#base = {
      batchHash: last.batchHash,
      nextBlock: last.firstBlock + last.blockCount,
      queueEnd: last.queueEnd,
      queueHashEnd: last.queueHashEnd,
      originNumber: last.originNumber,
      feeScalar: last.feeScalar,
    }
    this.#batches = this.#batches.slice(count)
    const consumed = last.queueEnd - this.#queueOffset
    if (consumed <= 0) return
    this.#queueHashBefore = last.queueHashEnd
    this.#queue = this.#queue.slice(consumed)
    this.#queueOffset = last.queueEnd
  }

  get base(): BatchTip {
    return this.#base
  }

  get batches(): readonly TransactionBatch[] {
    return this.#batches.slice()
  }

  get queueLength(): number {
    return this.#queueOffset + this.#queue.length
  }

  /** The queue as a snapshot: nothing that happens later changes what it answers. */
  queueSnapshot(): {
    hash(index: number): QueueHash | undefined
    elements(start: number, end: number): readonly QueueElement[]
  } {
    const queue = this.#queue.slice()
    const offset = this.#queueOffset
    const hashBefore = this.#queueHashBefore
    return {
      hash: (index) =>
        index === offset
          ? hashBefore
          : index < offset
            ? undefined
            : queue[index - offset - 1]?.queueHashAfter,
      elements: (start, end) => queue.slice(Math.max(0, start - offset), Math.max(0, end - offset)),
    }
  }

  /** SCC: number of the first block without a standing output root. */
  get firstUnassertedBlock(): number {
    const last = this.#lastStanding
    return last === undefined ? 1 : last.firstBlock + last.rootCount
  }

  /** The standing state batch that ends before that block; `undefined` for block 0's. */
  get lastStateBatch(): StateBatchFact | undefined {
    const last = this.#lastStanding
    return last === undefined || last.stateBatchIndex === 0 ? undefined : last
  }

  get #lastStanding(): StateBatchFact | undefined {
    return this.#stateBatches.findLast((batch) => batch.deletedAtL1Block === undefined)
  }

  /** The standing state batch that asserts a block's root. */
  stateBatchOf(blockNumber: number): StateBatchFact | undefined {
    return this.#stateBatches.findLast(
      (batch) =>
        batch.deletedAtL1Block === undefined &&
        batch.firstBlock <= blockNumber &&
        blockNumber < batch.firstBlock + batch.rootCount,
    )
  }

  /** The first block whose standing output root was appended after a time (seconds since 1970), or that has none. */
  firstBlockAssertedAfter(timestamp: number): number {
    const first = this.#stateBatches.find(
      ({ appendedAtTimestamp, deletedAtL1Block }) =>
        deletedAtL1Block === undefined && appendedAtTimestamp > timestamp,
    )
    return first?.firstBlock ?? this.firstUnassertedBlock
  }

  /** Batches in L1 blocks up to `finalizedNumber` that have not been released: work that is certain. */
  backlog(finalizedNumber: number): number {
    return this.#batches.filter((batch) => batch.l1BlockNumber <= finalizedNumber).length
  }

  /** The queue element of that index, while it is kept. */
  queueElement(index: number): QueueElement | undefined {
    return this.#queue[index - this.#queueOffset]
  }

  /**
   * A deletion takes a state batch and all that were appended after it until then; what was appended since begins
   * at the same block again.
   */
  #delete({ stateBatchIndex: first, firstBlock, l1BlockNumber }: StateBatchDeleted): void {
    const next =
      this.#stateBatches.find(
        (batch) => batch.stateBatchIndex > first && batch.firstBlock === firstBlock,
      )?.stateBatchIndex ?? Number.POSITIVE_INFINITY
    this.#stateBatches = this.#stateBatches.map((batch) =>
      batch.stateBatchIndex >= first && batch.stateBatchIndex < next
        ? { ...batch, deletedAtL1Block: l1BlockNumber }
        : batch,
    )
  }
}
