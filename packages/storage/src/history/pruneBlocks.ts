import { batchOperations } from '../batch/batchOperations.ts'
import { blockOperations } from '../block/blockOperations.ts'
import type { ChainReader } from '../block/ChainReader.ts'
import { batchRecord } from '../record/batchRecord.ts'
import { historyRecord } from '../record/historyRecord.ts'
import { indexRecord } from '../record/indexRecord.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'

/** In one write: what they weigh is in memory meanwhile. */
const CHUNK_BLOCKS = 64

/**
 * Removes bodies, receipts and the log index of the oldest blocks below `before`, and the batches that lie below it as a
 * whole, in one write that also says where history begins now. Headers, hashes and the index of transactions stay.
 *
 * @returns whether there is more to remove
 */
export async function pruneBlocks(
  store: Store,
  reader: ChainReader,
  before: number,
): Promise<boolean> {
  const from = reader.earliestBlock()
  const limit = Math.min(before, reader.heads().finalized.number)
  if (from >= limit) return false
  const to = Math.min(from + CHUNK_BLOCKS, limit)
  const blocks = Array.from({ length: to - from }, (_, index) => {
    const number = from + index
    const entry = reader.canonical(number)
    const reference = entry && { number, hash: entry.hash }
    const receipts = reference && reader.receiptsAt(reference)
    return reference && { reference, timestamp: entry.timestamp, receipts }
  }).filter((block) => block !== undefined)
  const batches = batchesBelow(store, from, to)
  await store.write((write) => {
    for (const { reference, timestamp, receipts } of blocks) {
      blockOperations.strip(write, reference, timestamp, receipts)
    }
    for (const batch of batches) batchOperations.remove(write, batch)
    write.put(storageKey.history, historyRecord.encode(to))
  })
  return to < limit
}

/** The batches of these blocks that end before `to`. */
function batchesBelow(store: Store, from: number, to: number) {
  const indices = new Set<number>()
  for (let number = from; number < to; number++) {
    const bytes = store.get(storageKey.batchOfBlock(number))
    if (bytes !== undefined) indices.add(indexRecord.decode(bytes))
  }
  return [...indices].flatMap((index) => {
    const bytes = store.get(storageKey.batch(index))
    const batch = bytes === undefined ? undefined : batchRecord.decode(bytes)
    return batch !== undefined && batch.firstBlock + batch.blockCount <= to ? [batch] : []
  })
}
