import type { BatchHash } from '@mvm/protocol'
import type { BatchRecord, FinishedRecord } from '../port/BatchRecord.ts'
import type { BatchTip } from '../port/L1ViewPort.ts'
import type { SafeBatch } from '../posting/planStateBatch.ts'
import { describeRecord } from '../reconcile/describeRecord.ts'
import type { LocalBatch } from '../reconcile/LocalBatch.ts'
import { finishedHash } from './finishedHash.ts'
import { recordFirstBlock } from './recordFirstBlock.ts'
import { tipAfter } from './tipAfter.ts'

/** The batch log in memory: the same records as in storage, in order. */
export class BatchLog {
  #records: readonly BatchRecord[]

  constructor(records: readonly BatchRecord[]) {
    this.#records = records
  }

  get records(): readonly BatchRecord[] {
    return this.#records
  }

  get last(): BatchRecord | undefined {
    return this.#records.at(-1)
  }

  /** Adds a record, or replaces the last one if it is the same batch. */
  put(record: BatchRecord): void {
    const firstBlock = recordFirstBlock(record)
    const before = this.#records.filter((other) => recordFirstBlock(other) < firstBlock)
    this.#records = [...before, record]
  }

  /** Drops the records of all batches that start above a block, and returns them. */
  truncate(toBlock: number): readonly BatchRecord[] {
    const dropped = this.#records.filter((record) => recordFirstBlock(record) > toBlock)
    this.#records = this.#records.filter((record) => recordFirstBlock(record) <= toBlock)
    return dropped
  }

  /** Drops the records of all batches that end below a block, but for the last; tells whether there were any. */
  prune(blockNumber: number): boolean {
    const { last } = this
    const kept = this.#records.filter(
      (record) =>
        record === last || record.kind === 'open' || tipAfter(record).nextBlock > blockNumber,
    )
    const hasPruned = kept.length < this.#records.length
    this.#records = kept
    return hasPruned
  }

  /** What the next batch builds on. */
  tip(base: BatchTip): BatchTip {
    const last = this.finished().at(-1)
    return last === undefined ? base : tipAfter(last)
  }

  /** The batches from a block on, as {@link reconcile} wants them. */
  describe(
    fromBlock: number,
    headNumber: number,
    isPosted: (batchHash: BatchHash) => boolean,
  ): readonly LocalBatch[] {
    return this.#records
      .filter((record) => recordFirstBlock(record) >= fromBlock)
      .map((record) => describeRecord(record, headNumber, isPosted))
  }

  finished(): readonly FinishedRecord[] {
    return this.#records.filter((record) => record.kind !== 'open')
  }

  /** The finished batches that end below a block. */
  finishedBelow(nextBlock: number): readonly SafeBatch[] {
    return this.finished()
      .filter((record) => tipAfter(record).nextBlock <= nextBlock)
      .map((record) => ({
        firstBlock: recordFirstBlock(record),
        blockCount: tipAfter(record).nextBlock - recordFirstBlock(record),
        batchHash: finishedHash(record),
      }))
  }
}
