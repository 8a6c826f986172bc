import type { BlockHash, BlockHeader, TransactionHash } from '@mvm/protocol'
import { HistoryPrunedError } from '../error/HistoryPrunedError.ts'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import { StoredReceipts } from '../receipt/StoredReceipts.ts'
import { bodyRecord } from '../record/bodyRecord.ts'
import { type CanonicalEntry, canonicalRecord } from '../record/canonicalRecord.ts'
import { headerRecord } from '../record/headerRecord.ts'
import { type HeadsState, headsRecord } from '../record/headsRecord.ts'
import { historyRecord } from '../record/historyRecord.ts'
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

  headsState(): HeadsState {
    const bytes = this.#store.get(storageKey.heads)
    if (bytes === undefined) throw missing('the heads')
    return headsRecord.decode(bytes)
  }

  heads(): ChainHeads {
    return this.headsState().heads
  }

  /** The first block of which everything is kept. */
  earliestBlock(): number {
    const bytes = this.#store.get(storageKey.history)
    return bytes === undefined ? 0 : historyRecord.decode(bytes)
  }

  /** The canonical block at a height. */
  canonical(number: number): CanonicalEntry | undefined {
    if (!storageKey.isNumber(number)) return undefined
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
      if (stored === undefined) {
        throw this.#missing(`the receipts of block ${reference.number}`, reference.number)
      }
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

  /** Reads something of the canonical block at a height; `undefined` above the head. */
  ofCanonical<T>(
    number: number,
    read: (reference: BlockReference, entry: CanonicalEntry) => T | undefined,
  ): T | undefined {
    return this.#untorn(`block ${number}`, number, () => {
      const entry = this.canonical(number)
      return entry === undefined ? undefined : (read({ number, hash: entry.hash }, entry) ?? TORN)
    })
  }

  location(hash: TransactionHash): TransactionLocation | undefined {
    const bytes = this.#store.get(storageKey.transaction(hash))
    return bytes === undefined ? undefined : locationRecord.decode(bytes)
  }

  receipt(hash: TransactionHash): LocatedReceipt | undefined {
    const stood = this.location(hash)?.blockNumber
    return this.#untorn(`the receipt of transaction ${hash}`, stood, () => {
      const location = this.location(hash)
      if (location === undefined) return undefined
      const { blockNumber, index } = location
      const blockHash = this.canonical(blockNumber)?.hash
      const receipts =
        blockHash === undefined
          ? undefined
          : this.receiptsAt({ number: blockNumber, hash: blockHash })
      if (blockHash === undefined || receipts === undefined) return TORN
      if (index >= receipts.count || receipts.transactionHash(index) !== hash) return TORN
      const firstLogIndex = receipts.firstLogIndex(index)
      return { blockNumber, index, blockHash, receipt: receipts.receipt(index), firstLogIndex }
    })
  }

  /**
   * Reads several keys that must fit together. Another thread may roll the chain back in between; the read is
   * then repeated. Parts that do not fit although nothing was rolled back were pruned, or are damage.
   */
  #untorn<T>(what: string, number: number | undefined, read: () => T | typeof TORN): T {
    const first = read()
    if (first !== TORN) return first
    for (;;) {
      const { rollBackCount } = this.headsState()
      const again = read()
      if (again !== TORN) return again
      if (this.headsState().rollBackCount === rollBackCount) throw this.#missing(what, number)
    }
  }

  #missing(what: string, number: number | undefined): HistoryPrunedError | StorageCorruptError {
    const earliestBlock = this.earliestBlock()
    return number !== undefined && number < earliestBlock
      ? new HistoryPrunedError({ what, earliestBlock })
      : missing(what)
  }
}

/** What a read returns that met parts of two chains. */
const TORN = Symbol('torn')

function missing(what: string): StorageCorruptError {
  return new StorageCorruptError({ what, reason: 'it is missing' })
}
