import { type EthereumHeader, type StateReader, StateUnavailableError } from '@mvm/execution'
import type {
  BlockHash,
  CodeHash,
  EthereumReceipt,
  Hash,
  LogPage,
  TransactionHash,
} from '@mvm/protocol'
import type { BlockReference } from '../block/BlockReference.ts'
import { ParentMismatchError } from '../error/ParentMismatchError.ts'
import { StorageReadOnlyError } from '../error/StorageReadOnlyError.ts'
import { type FindLogsOptions, findLogs } from '../log/findLogs.ts'
import type { LogFilter } from '../log/LogFilter.ts'
import { identityRecord } from '../record/identityRecord.ts'
import type { TransactionLocation } from '../record/locationRecord.ts'
import { ContentCache } from '../state/ContentCache.ts'
import { LevelStore, type LevelStoreOptions } from '../store/LevelStore.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import { threadLock } from '../store/threadLock.ts'
import type { StateContent } from '../unit/ChainChange.ts'
import { isOurs } from '../unit/createUnit.ts'
import { WriteQueue } from '../unit/WriteQueue.ts'
import { WriterClaim } from '../unit/WriterClaim.ts'
import { EthereumChainReader } from './EthereumChainReader.ts'
import type { StoredEthereumBlock } from './StoredEthereumBlock.ts'
import { type WrittenEthereumBlock, writeEthereumBlock } from './writeEthereumBlock.ts'

/** What an Ethereum chain begins with. */
export interface EthereumUnitGenesis {
  readonly header: EthereumHeader
  readonly hash: BlockHash
  readonly state: StateContent
}

export interface EthereumUnitOptions extends LevelStoreOptions {
  readonly chainId: number
  /** Creates the unit in an empty folder, and is compared with what an existing one starts from. */
  readonly genesis: EthereumUnitGenesis
  /** @default 'write' */
  readonly access?: 'write' | 'read'
}

/** An Ethereum receipt with its place. */
export interface LocatedEthereumReceipt extends TransactionLocation {
  readonly receipt: EthereumReceipt
  readonly blockHash: BlockHash
  /** Index in the block of the receipt's first log. */
  readonly firstLogIndex: number
}

const STATE_CACHE_BYTES = 32 * 1024 * 1024

/**
 * All that is kept of an imported Ethereum chain, in the store and the layout of a DAC's storage unit. It only
 * grows: every block is one atomic write, after which a process that is killed goes on.
 */
export class EthereumUnit implements StateReader {
  readonly chainId: number
  readonly #store: Store
  readonly #folder: string
  readonly #claim: WriterClaim | undefined
  readonly #reader: EthereumChainReader
  readonly #state = new ContentCache(STATE_CACHE_BYTES)
  readonly #queue = new WriteQueue()

  private constructor(
    store: Store,
    folder: string,
    claim: WriterClaim | undefined,
    chainId: number,
  ) {
    this.chainId = chainId
    this.#store = store
    this.#folder = folder
    this.#claim = claim
    this.#reader = new EthereumChainReader(store)
  }

  /** Opens the folder, and creates the unit if there is none. Throws as `StorageUnit.open` does. */
  static async open(folder: string, options: EthereumUnitOptions): Promise<EthereumUnit> {
    const { chainId, genesis, access } = options
    const store = await LevelStore.open(folder, options)
    let claim: WriterClaim | undefined
    try {
      if (access !== 'read') claim = await WriterClaim.take(store.folder)
      const release = await threadLock.wait(`mvm-storage create ${store.folder}`, 'exclusive')
      try {
        if (!(await isOurs(store, { folder, chainId, genesis })))
          await create(store, chainId, genesis)
      } finally {
        release()
      }
      return new EthereumUnit(store, store.folder, claim, chainId)
    } catch (error) {
      await claim?.release()
      await store.close()
      throw error
    }
  }

  trieNode(hash: Hash): Uint8Array {
    return this.#content('trie node', hash, storageKey.trieNode(hash))
  }

  code(codeHash: CodeHash): Uint8Array {
    return this.#content('code', codeHash, storageKey.code(codeHash))
  }

  /** The last block. */
  head(): BlockReference {
    return this.#reader.chain.heads().unsafe
  }

  /** The hash of the block at a height. */
  blockHash(number: number): BlockHash | undefined {
    return this.#reader.chain.canonical(number)?.hash
  }

  header(number: number): EthereumHeader | undefined {
    const hash = this.blockHash(number)
    return hash === undefined ? undefined : this.#reader.headerAt({ number, hash })
  }

  headerByHash(hash: BlockHash): EthereumHeader | undefined {
    const reference = this.#reader.chain.referenceOf(hash)
    return reference === undefined ? undefined : this.#reader.headerAt(reference)
  }

  blockAt(reference: BlockReference): StoredEthereumBlock | undefined {
    return this.#reader.blockAt(reference)
  }

  transactionLocation(hash: TransactionHash): TransactionLocation | undefined {
    return this.#reader.chain.location(hash)
  }

  receipt(hash: TransactionHash): LocatedEthereumReceipt | undefined {
    const located = this.#reader.chain.receipt(hash)
    if (located === undefined) return undefined
    const { blockNumber: number, blockHash, index } = located
    const reference = { number, hash: blockHash }
    return { ...located, receipt: this.#reader.receiptOf(reference, located.receipt, index) }
  }

  /** As `StorageUnit.logs`. */
  logs(filter: LogFilter, options: FindLogsOptions): Promise<LogPage> {
    return findLogs(this.#store, this.#reader.chain, filter, options)
  }

  /**
   * Writes the head's child and its state, all of it or nothing, and makes it the head. Throws
   * {@link ParentMismatchError}, {@link StorageReadOnlyError}, and what the store throws.
   */
  async append(block: WrittenEthereumBlock): Promise<void> {
    if (this.#claim === undefined) throw new StorageReadOnlyError({ folder: this.#folder })
    await this.#queue.run(async () => {
      const { header } = block.block
      const head = this.head()
      if (header.number !== head.number + 1 || header.parentHash !== head.hash) {
        throw new ParentMismatchError({
          blockNumber: header.number,
          parentHash: header.parentHash,
          headNumber: head.number,
          headHash: head.hash,
        })
      }
      await this.#store.write((batch) => writeEthereumBlock(batch, block))
    })
    for (const [hash, node] of block.changes.nodes) this.#state.put(hash, node)
    for (const [hash, code] of block.changes.codes) this.#state.put(hash, code)
  }

  /** Closes after all writes that were asked for. The main thread waits for the other threads to close first. */
  async close(): Promise<void> {
    await this.#queue.drained()
    await this.#claim?.release()
    await this.#store.close()
  }

  #content(kind: 'trie node' | 'code', hash: Hash, key: Uint8Array): Uint8Array {
    const cached = this.#state.get(hash)
    if (cached !== undefined) return cached
    const bytes = this.#store.get(key)
    if (bytes === undefined) throw new StateUnavailableError({ kind, hash })
    this.#state.put(hash, bytes)
    return bytes
  }
}

async function create(
  store: Store,
  chainId: number,
  { header, hash, state }: EthereumUnitGenesis,
): Promise<void> {
  const block = { header, transactions: [], ommers: [], withdrawals: withdrawalsOf(header) }
  await store.write((batch) => {
    batch.put(storageKey.identity, identityRecord.encode({ chainId, genesisHash: hash }))
    writeEthereumBlock(batch, { block, hash, receipts: [], changes: state })
  })
}

function withdrawalsOf({ withdrawalsRoot }: EthereumHeader): readonly [] | null {
  return withdrawalsRoot === null ? null : []
}
