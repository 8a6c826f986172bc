import type { Log, Receipt, TransactionHash } from '@mvm/protocol'
import type { LogMatcher } from '../log/LogMatcher.ts'
import { RecordReader } from '../record/RecordReader.ts'
import { logField } from './logField.ts'
import { receiptField } from './receiptField.ts'

export const RECEIPTS_VERSION = 1
/** Offset of the receipt, offset of its logs, number of logs before it in the block. */
export const TABLE_ENTRY_BYTES = 12

const TABLE_OFFSET = 5

/** A log with its place in the block. */
export interface BlockLog extends Log {
  readonly transactionHash: TransactionHash
  readonly transactionIndex: number
  readonly logIndex: number
}

/** The receipts of a block, decoded one by one when asked for. */
export class StoredReceipts {
  readonly count: number
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.count = this.#reader().uint32()
  }

  /** `index` is below `count`. */
  receipt(index: number): Receipt {
    return receiptField.read(this.#at(index, 0))
  }

  all(): readonly Receipt[] {
    return Array.from({ length: this.count }, (_, index) => this.receipt(index))
  }

  transactionHashes(): readonly TransactionHash[] {
    return Array.from({ length: this.count }, (_, index) => this.transactionHash(index))
  }

  transactionHash(index: number): TransactionHash {
    return this.#at(index, 0).hash<TransactionHash>()
  }

  /** The number of logs in the block before this receipt's. */
  firstLogIndex(index: number): number {
    return this.#tableEntry(index).firstLogIndex
  }

  /** The logs that match, each decoded only then. */
  *logs(matcher: LogMatcher): Generator<BlockLog> {
    for (let index = 0; index < this.count; index++) {
      const { firstLogIndex } = this.#tableEntry(index)
      const reader = this.#at(index, 1)
      const logCount = reader.number()
      for (let i = 0; i < logCount; i++) {
        const start = reader.offset
        if (!matcher.matches(reader)) continue
        reader.seek(start)
        yield {
          ...logField.read(reader),
          transactionHash: this.transactionHash(index),
          transactionIndex: index,
          logIndex: firstLogIndex + i,
        }
      }
    }
  }

  #reader(): RecordReader {
    return new RecordReader(this.#bytes, RECEIPTS_VERSION, 'the receipts of a block')
  }

  #tableEntry(index: number): { offsets: readonly [number, number]; firstLogIndex: number } {
    if (index < 0 || index >= this.count) {
      throw new RangeError(`receipt ${index} of a block with ${this.count}`)
    }
    const reader = this.#reader()
    reader.seek(TABLE_OFFSET + index * TABLE_ENTRY_BYTES)
    return { offsets: [reader.uint32(), reader.uint32()], firstLogIndex: reader.uint32() }
  }

  #at(index: number, part: 0 | 1): RecordReader {
    const reader = this.#reader()
    reader.seek(this.#tableEntry(index).offsets[part])
    return reader
  }
}
