import type { TransactionBatch } from '@mvm/protocol'
import { batchOperations } from '../batch/batchOperations.ts'
import type { BlockReference } from '../block/BlockReference.ts'
import { blockOperations } from '../block/blockOperations.ts'
import type { ChainReader } from '../block/ChainReader.ts'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import type { StoredReceipts } from '../receipt/StoredReceipts.ts'
import { batchRecord } from '../record/batchRecord.ts'
import { headsRecord } from '../record/headsRecord.ts'
import { l1CursorRecord } from '../record/l1CursorRecord.ts'
import { poolRecord } from '../record/poolRecord.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import type { ChainChange } from './ChainChange.ts'
import { planHeads } from './planHeads.ts'

/**
 * Writes a change at once or not at all. No other commit may run meanwhile.
 *
 * @param nextArrival the arrival of the next transaction that is put into the pool.
 */
export async function commitChange(
  store: Store,
  reader: ChainReader,
  change: ChainChange,
  nextArrival: () => number,
): Promise<void> {
  const { heads: before, rollBackCount } = reader.headsState()
  const after = planHeads(reader, before, change)
  const removed =
    change.rollBackTo === undefined
      ? []
      : blocksToRemove(reader, change.rollBackTo, before.unsafe.number)
  const prunable =
    after.finalized.number > before.finalized.number
      ? await abandonedUpTo(store, after.finalized.number)
      : []
  const staleBatches = await batchesToRemove(store, change.batches)

  await store.write((batch) => {
    for (const { reference, receipts } of removed) {
      blockOperations.abandon(batch, reference, receipts)
    }
    for (const reference of prunable) blockOperations.prune(batch, reference)
    for (const { reference } of removed) {
      if (reference.number <= after.finalized.number) blockOperations.prune(batch, reference)
    }
    for (const block of change.blocks ?? []) {
      blockOperations.reclaim(batch, { number: block.header.number, hash: block.hash })
      blockOperations.add(batch, block)
      blockOperations.addState(batch, block.changes)
    }
    batch.put(
      storageKey.heads,
      headsRecord.encode({
        heads: after,
        rollBackCount: removed.length === 0 ? rollBackCount : rollBackCount + 1,
      }),
    )
    for (const record of staleBatches) batchOperations.remove(batch, record)
    for (const record of change.batches?.put ?? []) batchOperations.put(batch, record)
    if (change.l1Cursor === null) batch.delete(storageKey.l1Cursor)
    else if (change.l1Cursor !== undefined) {
      batch.put(storageKey.l1Cursor, l1CursorRecord.encode(change.l1Cursor))
    }
    for (const { hash, raw } of change.pool?.put ?? []) {
      batch.put(storageKey.pool(hash), poolRecord.encode(nextArrival(), raw))
    }
    for (const hash of change.pool?.remove ?? []) batch.delete(storageKey.pool(hash))
    for (const [name, value] of change.records ?? []) {
      if (value === null) batch.delete(storageKey.named(name))
      else batch.put(storageKey.named(name), value)
    }
  })
}

interface RemovedBlock {
  readonly reference: BlockReference
  readonly receipts: StoredReceipts
}

function blocksToRemove(reader: ChainReader, target: number, head: number): RemovedBlock[] {
  return Array.from({ length: head - target }, (_, i) => {
    const number = target + 1 + i
    const hash = reader.canonical(number)?.hash
    const receipts = hash === undefined ? undefined : reader.receiptsAt({ number, hash })
    if (hash === undefined || receipts === undefined) {
      throw new StorageCorruptError({ what: `block ${number}`, reason: 'it is missing' })
    }
    return { reference: { number, hash }, receipts }
  })
}

async function abandonedUpTo(store: Store, number: number): Promise<BlockReference[]> {
  const range = storageKey.rangeOf('abandoned', undefined, storageKey.firstAbandoned(number + 1))
  const found: BlockReference[] = []
  for await (const entries of store.range(range)) {
    for (const [key] of entries) {
      found.push({ number: storageKey.numberIn(key), hash: storageKey.hashIn(key) })
    }
  }
  return found
}

/** Batches that go, and those that are replaced: their blocks point to them no longer. */
async function batchesToRemove(
  store: Store,
  change: ChainChange['batches'],
): Promise<TransactionBatch[]> {
  const stale: TransactionBatch[] = []
  if (change?.removeFrom !== undefined) {
    const range = storageKey.rangeOf('batch', storageKey.batch(change.removeFrom))
    for await (const entries of store.range(range)) {
      stale.push(...entries.map(([, bytes]) => batchRecord.decode(bytes)))
    }
  }
  for (const { batchIndex } of change?.put ?? []) {
    if (change?.removeFrom !== undefined && batchIndex >= change.removeFrom) continue
    const bytes = store.get(storageKey.batch(batchIndex))
    if (bytes !== undefined) stale.push(batchRecord.decode(bytes))
  }
  return stale
}
