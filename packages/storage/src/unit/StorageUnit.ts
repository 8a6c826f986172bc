import { type StateReader, StateUnavailableError } from '@mvm/execution'
import type {
  BlockHash,
  BlockHeader,
  CodeHash,
  Hash,
  LogPage,
  Receipt,
  TransactionBatch,
  TransactionHash,
} from '@mvm/protocol'
import type { BlockReference } from '../block/BlockReference.ts'
import type { ChainHeads } from '../block/ChainHeads.ts'
import { ChainReader } from '../block/ChainReader.ts'
import type { L1Cursor } from '../block/L1Cursor.ts'
import type { LocatedReceipt } from '../block/LocatedReceipt.ts'
import type { StoredBlock } from '../block/StoredBlock.ts'
import { StorageClosedError } from '../error/StorageClosedError.ts'
import { StorageReadOnlyError } from '../error/StorageReadOnlyError.ts'
import { FreshContent } from '../history/FreshContent.ts'
import { Pace } from '../history/Pace.ts'
import { pruneBlocks } from '../history/pruneBlocks.ts'
import { type SweepReport, sweepState } from '../history/sweepState.ts'
import { type FindLogsOptions, findLogs } from '../log/findLogs.ts'
import type { LogFilter } from '../log/LogFilter.ts'
import { PoolStore } from '../pool/PoolStore.ts'
import { batchRecord } from '../record/batchRecord.ts'
import { indexRecord } from '../record/indexRecord.ts'
import { l1CursorRecord } from '../record/l1CursorRecord.ts'
import type { TransactionLocation } from '../record/locationRecord.ts'
import { ContentCache } from '../state/ContentCache.ts'
import { LevelStore, type LevelStoreOptions } from '../store/LevelStore.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import { threadLock } from '../store/threadLock.ts'
import { type VerifyOptions, type VerifyReport, verifyChain } from '../verify/verifyChain.ts'
import type { ChainChange, PoolTransaction } from './ChainChange.ts'
import { commitChange } from './commitChange.ts'
import { createUnit } from './createUnit.ts'
import type { StorageGenesis } from './StorageGenesis.ts'
import { TimeSlice } from './TimeSlice.ts'
import { WriteQueue } from './WriteQueue.ts'
import { WriterClaim } from './WriterClaim.ts'

export interface StorageUnitOptions extends LevelStoreOptions {
  readonly chainId: number
  /** Creates the storage unit in an empty folder, and is compared with what an existing one starts from. */
  readonly genesis?: StorageGenesis
  /**
   * `write` may commit; there is one such unit on a folder, in one of the threads. `read` may do all else, pool
   * transactions included. @default 'write'
   */
  readonly access?: 'write' | 'read'
  /** Memory for trie nodes and code that were read or written lately. @default 32 MiB */
  readonly stateCacheBytes?: number
}

export interface PruneOptions {
  /** Whether to look for state that is no longer kept, which reads all that is. @default false */
  readonly sweeps?: boolean
  /** Milliseconds of rest after each four of work. @default 8 */
  readonly restMs?: number
  readonly signal?: AbortSignal
}

const DEFAULT_STATE_CACHE_BYTES = 32 * 1024 * 1024

/**
 * All that one DAC keeps: blocks, receipts, indices, state, batches, the L1 cursor and the durable pool (spec 6.1).
 *
 * Several threads of a process may have one folder open, the main thread first. Reads are synchronous where a
 * key answers them; they see the last commit of any thread and are `undefined` for what is not there. Bytes
 * that are returned are shared and must not be changed.
 */
export class StorageUnit implements StateReader {
  readonly chainId: number
  readonly #store: Store
  readonly #folder: string
  readonly #claim: WriterClaim | undefined
  readonly #reader: ChainReader
  readonly #state: ContentCache
  readonly #queue = new WriteQueue()
  readonly #pool: PoolStore
  /** One prune after the other. */
  readonly #upkeep = new WriteQueue()
  readonly #closing = new AbortController()
  /** What commits write while a sweep is under way. */
  #fresh: FreshContent | undefined

  private constructor(
    store: Store,
    folder: string,
    claim: WriterClaim | undefined,
    { chainId, stateCacheBytes }: StorageUnitOptions,
  ) {
    this.chainId = chainId
    this.#store = store
    this.#folder = folder
    this.#claim = claim
    this.#reader = new ChainReader(store)
    this.#state = new ContentCache(stateCacheBytes ?? DEFAULT_STATE_CACHE_BYTES)
    this.#pool = new PoolStore(store, this.#queue)
  }

  /**
   * Opens the folder, and creates the storage unit if there is none.
   *
   * Throws StorageLockedError, StorageAnchorError, StorageVersionError, StorageChainMismatchError,
   * StorageGenesisMismatchError, StorageEmptyError, StorageCorruptError, StorageFullError, StorageIoError.
   */
  static async open(folder: string, options: StorageUnitOptions): Promise<StorageUnit> {
    const store = await LevelStore.open(folder, options)
    let claim: WriterClaim | undefined
    try {
      if (options.access !== 'read') claim = await WriterClaim.take(store.folder)
      const { chainId, genesis } = options
      const release = await threadLock.wait(`mvm-storage create ${store.folder}`, 'exclusive')
      await createUnit(store, { folder, chainId, genesis }).finally(release)
      const unit = new StorageUnit(store, store.folder, claim, options)
      await unit.#pool.resume()
      return unit
    } catch (error) {
      await claim?.release()
      await store.close()
      throw error
    }
  }

  trieNode(hash: Hash): Uint8Array {
    const cached = this.#state.get(hash)
    if (cached !== undefined) return cached
    const node = this.#store.get(storageKey.trieNode(hash))
    if (node === undefined) throw new StateUnavailableError({ kind: 'trie node', hash })
    this.#state.put(hash, node)
    return node
  }

  code(codeHash: CodeHash): Uint8Array {
    const cached = this.#state.get(codeHash)
    if (cached !== undefined) return cached
    const code = this.#store.get(storageKey.code(codeHash))
    if (code === undefined) throw new StateUnavailableError({ kind: 'code', hash: codeHash })
    this.#state.put(codeHash, code)
    return code
  }

  /** The first block of which body, receipts and logs are kept; of the one before there is still the state. */
  earliestBlock(): number {
    return this.#reader.earliestBlock()
  }

  heads(): ChainHeads {
    return this.#reader.heads()
  }

  /** The hash of the canonical block at a height. */
  blockHash(number: number): BlockHash | undefined {
    return this.#reader.canonical(number)?.hash
  }

  isCanonical(reference: BlockReference): boolean {
    return this.#reader.isCanonical(reference)
  }

  header(number: number): BlockHeader | undefined {
    return this.#reader.ofCanonical(number, (reference) => this.#reader.headerAt(reference))
  }

  /** Only of a canonical block. */
  headerByHash(hash: BlockHash): BlockHeader | undefined {
    const reference = this.#reader.referenceOf(hash)
    return reference === undefined ? undefined : this.#reader.headerAt(reference)
  }

  block(number: number): StoredBlock | undefined {
    return this.#reader.ofCanonical(number, (reference) => this.#reader.blockAt(reference))
  }

  /** Only a canonical block. */
  blockByHash(hash: BlockHash): StoredBlock | undefined {
    const reference = this.#reader.referenceOf(hash)
    return reference === undefined ? undefined : this.#reader.blockAt(reference)
  }

  /** As {@link blockAt}, also of a block of which nothing else is kept. */
  headerAt(reference: BlockReference): BlockHeader | undefined {
    return this.#reader.headerAt(reference)
  }

  /** A block that is canonical, or was and is above the finalized head. */
  blockAt(reference: BlockReference): StoredBlock | undefined {
    return this.#reader.blockAt(reference)
  }

  receipts(number: number): readonly Receipt[] | undefined {
    return this.#reader
      .ofCanonical(number, (reference) => this.#reader.receiptsAt(reference))
      ?.all()
  }

  /** Where a transaction stands in the canonical chain. */
  transactionLocation(hash: TransactionHash): TransactionLocation | undefined {
    return this.#reader.location(hash)
  }

  /** One receipt, without decoding those of the other transactions in its block. */
  receipt(hash: TransactionHash): LocatedReceipt | undefined {
    return this.#reader.receipt(hash)
  }

  /** Logs of canonical blocks in chain order. */
  logs(filter: LogFilter, options: FindLogsOptions): Promise<LogPage> {
    return findLogs(this.#store, this.#reader, filter, options)
  }

  /**
   * The canonical blocks from one to another, both included, as far as the chain goes. Ends early when they are
   * rolled back meanwhile.
   */
  async *readBlockRange(
    from: number,
    to: number,
    signal?: AbortSignal,
  ): AsyncGenerator<StoredBlock> {
    const slice = new TimeSlice(signal)
    let parent: BlockHash | undefined
    for (let number = from; number <= to; number++) {
      const block = this.block(number)
      if (block === undefined || (parent !== undefined && block.header.parentHash !== parent))
        return
      parent = block.hash
      yield block
      await slice.pass()
    }
  }

  /** Checks the chain from the head down, see {@link verifyChain}. */
  verify(options: VerifyOptions = {}): Promise<VerifyReport> {
    return verifyChain(this.#reader, options)
  }

  batch(batchIndex: number): TransactionBatch | undefined {
    if (!storageKey.isNumber(batchIndex)) return undefined
    const bytes = this.#store.get(storageKey.batch(batchIndex))
    return bytes === undefined ? undefined : batchRecord.decode(bytes)
  }

  /** The batch that a block is in. */
  batchOfBlock(number: number): TransactionBatch | undefined {
    if (!storageKey.isNumber(number)) return undefined
    const bytes = this.#store.get(storageKey.batchOfBlock(number))
    return bytes === undefined ? undefined : this.batch(indexRecord.decode(bytes))
  }

  /** The batch with the highest index. */
  async lastBatch(): Promise<TransactionBatch | undefined> {
    const range = { ...storageKey.rangeOf('batch'), reverse: true, limit: 1 }
    for await (const entries of this.#store.range(range)) {
      for (const [, bytes] of entries) return batchRecord.decode(bytes)
    }
    return undefined
  }

  l1Cursor(): L1Cursor | undefined {
    const bytes = this.#store.get(storageKey.l1Cursor)
    return bytes === undefined ? undefined : l1CursorRecord.decode(bytes)
  }

  /** A record that a caller keeps with the chain, see {@link ChainChange}. */
  record(name: string): Uint8Array | undefined {
    return this.#store.get(storageKey.named(name))
  }

  /** The records whose names begin so, by name. */
  async records(prefix: string): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>()
    for await (const entries of this.#store.range(storageKey.rangeOfNames(prefix))) {
      for (const [key, bytes] of entries) found.set(storageKey.nameIn(key), bytes)
    }
    return found
  }

  /** The transactions that were put into the pool, in the order of their arrival. */
  poolTransactions(): Promise<readonly PoolTransaction[]> {
    return this.#pool.all()
  }

  /**
   * Writes a change, all of it or nothing. When it resolves, every thread sees it and it survives the end of
   * the process (and a power cut, with `sync`). Changes apply in the order of the calls.
   *
   * Throws ParentMismatchError, RollBackError, HeadError, UnstorableValueError, after which the unit goes on as
   * before, and StorageReadOnlyError, StorageFullError, StorageIoError, StorageFailedError.
   */
  async commit(change: ChainChange): Promise<void> {
    if (this.#claim === undefined) throw new StorageReadOnlyError({ folder: this.#folder })
    await this.#queue.run(() => {
      for (const { changes } of change.blocks ?? []) this.#fresh?.add(changes)
      return commitChange(this.#store, this.#reader, change, () => this.#pool.nextArrival())
    })
    for (const { changes } of change.blocks ?? []) {
      for (const [hash, node] of changes.nodes) this.#state.put(hash, node)
      for (const [hash, code] of changes.codes) this.#state.put(hash, code)
    }
  }

  /** As durable as a commit when it resolves. Calls that come while a write is under way share the next one. */
  putPoolTransactions(transactions: readonly PoolTransaction[]): Promise<void> {
    return this.#pool.put(transactions)
  }

  removePoolTransactions(hashes: readonly TransactionHash[]): Promise<void> {
    return this.#pool.remove(hashes)
  }

  /**
   * Removes bodies, receipts, the log index and batches of the finalized blocks below `before`, a few at a time, and then
   * the state that only older blocks have if `sweeps` is set. Whatever ends it in the midst loses nothing that is kept,
   * and a later call goes on.
   *
   * Throws StorageReadOnlyError, StorageClosedError when the unit is closed meanwhile, the signal's reason, and what a
   * commit throws.
   */
  async prune(before: number, options: PruneOptions = {}): Promise<SweepReport | undefined> {
    if (this.#claim === undefined) throw new StorageReadOnlyError({ folder: this.#folder })
    const signals = options.signal === undefined ? [] : [options.signal]
    const signal = AbortSignal.any([this.#closing.signal, ...signals])
    const pruned = this.#upkeep.run(() => this.#prune(before, options, signal))
    return pruned
  }

  async #prune(
    before: number,
    { sweeps = false, restMs = 8 }: PruneOptions,
    signal: AbortSignal,
  ): Promise<SweepReport | undefined> {
    const pace = new Pace(restMs, signal)
    const store = this.#store
    const reader = this.#reader
    while (await this.#queue.run(() => pruneBlocks(store, reader, before))) await pace.pass()
    for (const section of ['canonical', 'body', 'receipts', 'logAddress', 'batch'] as const) {
      signal.throwIfAborted()
      await store.compact(storageKey.rangeOf(section))
    }
    if (!sweeps) return undefined
    const fresh = new FreshContent()
    try {
      // Behind the commits that are under way: the sweep sees what they write.
      await this.#queue.run(async () => {
        this.#fresh = fresh
      })
      const report = await sweepState({ store, reader, queue: this.#queue, fresh, pace })
      signal.throwIfAborted()
      await store.compact(storageKey.rangeOf('trieNode'))
      await store.compact(storageKey.rangeOf('code'))
      return report
    } finally {
      this.#fresh = undefined
    }
  }

  /** Gives back the memory of state that was read or written lately. */
  forgetState(): void {
    this.#state.clear()
  }

  /** Closes after all writes that were asked for. The main thread waits for the other threads to close first. */
  async close(): Promise<void> {
    this.#closing.abort(new StorageClosedError({ folder: this.#folder }))
    await this.#upkeep.drained()
    await this.#queue.drained()
    await this.#claim?.release()
    await this.#store.close()
  }
}
