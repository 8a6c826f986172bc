import { StateUnavailableError, walkState } from '@mvm/execution'
import type { Hash, StateRoot } from '@mvm/protocol'
import type { ChainReader } from '../block/ChainReader.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import type { WriteQueue } from '../unit/WriteQueue.ts'
import type { FreshContent } from './FreshContent.ts'
import { HashSet } from './HashSet.ts'
import type { Pace } from './Pace.ts'

/** What a sweep has found. */
export interface SweepReport {
  /** Trie nodes and codes that some kept state has. */
  readonly keptCount: number
  readonly removedCount: number
}

export interface Sweeping {
  readonly store: Store
  readonly reader: ChainReader
  readonly queue: WriteQueue
  /** Hears of every commit from before the sweep's first look. */
  readonly fresh: FreshContent
  readonly pace: Pace
}

/**
 * Removes the trie nodes and codes that no kept state has: those of genesis, of the block before the first one that is
 * kept, of all later ones, and of those that were rolled back and can still be read.
 *
 * Blocks go on meanwhile. What they read is under a root that was kept when the sweep began, or was written since, and a
 * commit writes all that its state has and its parent's has not: what is neither marked nor fresh is under no root, and
 * cannot come under one without being written again. Looking that up and removing happen in the queue of commits.
 */
export async function sweepState(sweeping: Sweeping): Promise<SweepReport> {
  const { store, reader, pace } = sweeping
  const nodes = new HashSet()
  const codes = new HashSet()
  const visitor = {
    node: (hash: Uint8Array) => nodes.add(hash),
    code: (codeHash: Uint8Array) => void codes.add(codeHash),
  }
  const load = (hash: Hash): Uint8Array => {
    const node = store.get(storageKey.trieNode(hash))
    if (node === undefined) throw new StateUnavailableError({ kind: 'trie node', hash })
    return node
  }
  const mark = async (root: StateRoot | undefined) => {
    if (root === undefined) return
    for (const _ of walkState(load, root, visitor)) if (pace.isOver) await pace.pass()
  }
  const head = reader.heads().unsafe.number
  await mark(rootOf(reader, 0))
  // The newest first: whatever is rolled back meanwhile can still be read then.
  for (let number = head; number >= Math.max(0, reader.earliestBlock() - 1); number--) {
    await mark(rootOf(reader, number))
    await pace.pass()
  }
  for await (const keys of store.keys(storageKey.rangeOf('abandoned'))) {
    for (const key of keys) {
      const reference = { number: storageKey.numberIn(key), hash: storageKey.hashIn<never>(key) }
      await mark(reader.headerAt(reference)?.stateRoot)
      await pace.pass()
    }
  }
  const removed =
    (await removeUnmarked(sweeping, 'trieNode', nodes)) +
    (await removeUnmarked(sweeping, 'code', codes))
  return { keptCount: nodes.size + codes.size, removedCount: removed }
}

function rootOf(reader: ChainReader, number: number): StateRoot | undefined {
  return reader.ofCanonical(number, (reference) => reader.headerAt(reference))?.stateRoot
}

async function removeUnmarked(
  { store, queue, fresh, pace }: Sweeping,
  section: 'trieNode' | 'code',
  marked: HashSet,
): Promise<number> {
  let count = 0
  for await (const keys of store.keys(storageKey.rangeOf(section))) {
    const unused = keys.filter((key) => !marked.has(key.subarray(1)))
    if (unused.length > 0) {
      await queue.run(() =>
        store.write((batch) => {
          for (const key of unused) {
            if (fresh.has(storageKey.hashIn(key))) continue
            batch.delete(key)
            count++
          }
        }),
      )
    }
    await pace.pass()
  }
  return count
}
