import type { BlockHash, BlockHeader, TransactionHash } from '@mvm/protocol'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import { StoredReceipts } from '../receipt/StoredReceipts.ts'
import { bodyRecord } from '../record/bodyRecord.ts'
import { type CanonicalEntry, canonicalRecord } from '../record/canonicalRecord.ts'
import { headerRecord } from '../record/headerRecord.ts'
import { headsRecord } from '../record/headsRecord.ts'
import { indexRecord } from '../record/indexRecord.ts'
import { locationRecord, type TransactionLocation } from '../record/locationRecord.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import type { BlockReference } from './BlockReference.ts'
import type { ChainHeads } from './ChainHeads.ts'
import type { LocatedReceipt } from './LocatedReceipt.ts'
import type { StoredBlock } from './StoredBlock.ts'

/**
 * Reads the chain from a store. Nothing is remembered, so another thread's commits show at once. What a
 * {@link BlockReference} names never changes; a number may name another block after each commit.
 */
export class ChainReader {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  heads(): ChainHeads {
    const bytes = this.#store.get(storageKey.heads)
    if (bytes === undefined) throw missing('the heads')
    return headsRecord.decode(bytes)
  }

  /** The canonical block at a height. */
  canonical(number: number): CanonicalEntry | undefined {
    const bytes = this.#store.get(storageKey.canonical(number))
    return bytes === undefined ? undefined : canonicalRecord.decode(bytes)
  }

  /** The canonical block with this hash. */
  referenceOf(hash: BlockHash): BlockReference | undefined {
    const bytes = this.#store.get(storageKey.blockNumber(hash))
    if (bytes === undefined) return undefined
    const reference = { number: indexRecord.decode(bytes), hash }
    return this.isCanonical(reference) ? reference : undefined
  }

  isCanonical({ number, hash }: BlockReference): boolean {
    return this.canonical(number)?.hash === hash
  }

  headerAt({ number, hash }: BlockReference): BlockHeader | undefined {
    const bytes = this.#store.get(storageKey.header(number, hash))
    return bytes === undefined ? undefined : headerRecord.decode(bytes)
  }

  receiptsAt({ number, hash }: BlockReference): StoredReceipts | undefined {
    const bytes = this.#store.get(storageKey.receipts(number, hash))
    return bytes === undefined ? undefined : new StoredReceipts(bytes)
  }

  blockAt(reference: BlockReference): StoredBlock | undefined {
    const header = this.headerAt(reference)
    const bytes = this.#store.get(storageKey.body(reference.number, reference.hash))
    if (header === undefined || bytes === undefined) return undefined
    const { input, skipped, outputRoot } = bodyRecord.decode(bytes)
    const isSkipped = new Set(skipped.map(({ index }) => index))
    const receipts = (): StoredReceipts => {
      const stored = this.receiptsAt(reference)
      if (stored === undefined) throw missing(`the receipts of block ${reference.number}`)
      return stored
    }
    return {
      header,
      hash: reference.hash,
      outputRoot,
      input,
      skipped,
      transactions: [
        ...input.deposits,
        ...input.transactions.filter((_, index) => !isSkipped.has(index)),
      ],
      transactionHashes: () => receipts().transactionHashes(),
      receipts: () => receipts().all(),
    }
  }

  /**
   * Reads something of the canonical block at a height; `undefined` above the head. A commit of another
   * thread may replace and prune that block between two reads, and then its successor is read.
   */
  ofCanonical<T>(
    number: number,
    read: (reference: BlockReference, entry: CanonicalEntry) => T | undefined,
  ): T | undefined {
    for (;;) {
      const entry = this.canonical(number)
      if (entry === undefined) return undefined
      const value = read({ number, hash: entry.hash }, entry)
      if (value !== undefined) return value
      if (this.canonical(number)?.hash === entry.hash) throw missing(`block ${number}`)
    }
  }

  location(hash: TransactionHash): TransactionLocation | undefined {
    const bytes = this.#store.get(storageKey.transaction(hash))
    return bytes === undefined ? undefined : locationRecord.decode(bytes)
  }

  receipt(hash: TransactionHash): LocatedReceipt | undefined {
    let before: TransactionLocation | undefined
    for (;;) {
      const location = this.location(hash)
      if (location === undefined) return undefined
      const { blockNumber, index } = location
      if (before?.blockNumber === blockNumber && before.index === index) {
        throw missing(`transaction ${hash} in block ${blockNumber}`)
      }
      before = location
      const found = this.ofCanonical(blockNumber, (reference) => {
        const receipts = this.receiptsAt(reference)
        return receipts === undefined ? undefined : { blockHash: reference.hash, receipts }
      })
      if (found === undefined || index >= found.receipts.count) continue
      const receipt = found.receipts.receipt(index)
      if (receipt.transactionHash !== hash) continue
      const firstLogIndex = found.receipts.firstLogIndex(index)
      return { blockNumber, index, blockHash: found.blockHash, receipt, firstLogIndex }
    }
  }
}

function missing(what: string): StorageCorruptError {
  return new StorageCorruptError({ what, reason: 'it is missing' })
}
