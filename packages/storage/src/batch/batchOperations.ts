import type { TransactionBatch } from '@mvm/protocol'
import { batchRecord } from '../record/batchRecord.ts'
import { indexRecord } from '../record/indexRecord.ts'
import type { StoreBatch } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'

/** The store operations of a batch record and of the index from blocks to it. */
export const batchOperations = {
  put(batch: StoreBatch, record: TransactionBatch): void {
    batch.put(storageKey.batch(record.batchIndex), batchRecord.encode(record))
    const index = indexRecord.encode(record.batchIndex)
    for (const number of blocksOf(record)) batch.put(storageKey.batchOfBlock(number), index)
  },

  remove(batch: StoreBatch, record: TransactionBatch): void {
    batch.delete(storageKey.batch(record.batchIndex))
    for (const number of blocksOf(record)) batch.delete(storageKey.batchOfBlock(number))
  },
} as const

function blocksOf({ firstBlock, blockCount }: TransactionBatch): readonly number[] {
  return Array.from({ length: blockCount }, (_, i) => firstBlock + i)
}
