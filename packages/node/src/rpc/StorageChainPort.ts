import {
  asHash,
  type BlockHash,
  type DepositTransaction,
  decodeTransaction,
  encodeDeposit,
  type LogPage,
  nextBaseFee,
  type Receipt,
  type Transaction,
  type TransactionHash,
} from '@mvm/protocol'
import {
  type BlobFees,
  type BlockL1Attributes,
  type ChainPort,
  dacHeader,
  HeaderNotFoundError,
  type HeadLevel,
  type LocatedReceipt,
  type LogQuery,
  PrunedError,
  type SealedHeader,
  type TransactionLocation,
} from '@mvm/rpc'
import { HistoryPrunedError, type StorageUnit, type StoredBlock } from '@mvm/storage'
import { LRUCache } from 'lru-cache'
import { requireKept } from './whileKept.ts'

const KEPT_BLOCKS = 64

/** As on Ethereum without excess blob gas: the least price there is. */
const NO_BLOBS: BlobFees = { baseFeePerGas: 1n, nextBaseFeePerGas: 1n, gasLimit: 0n }

/** A DAC's blocks for the RPC, read from its storage unit on the thread that serves requests. */
export class StorageChainPort implements ChainPort {
  readonly #unit: StorageUnit
  /** One request asks several times for the same block, and most requests for one of the newest. */
  readonly #blocks = new LRUCache<BlockHash, StoredBlock>({ max: KEPT_BLOCKS })

  constructor(unit: StorageUnit) {
    this.#unit = unit
  }

  /** Gives back the memory of blocks that were asked for lately. */
  forget(): void {
    this.#blocks.clear()
  }

  earliestBlock(): number {
    return this.#unit.earliestBlock()
  }

  head(level: HeadLevel): SealedHeader {
    for (;;) {
      const { number, hash } = this.#unit.heads()[level]
      const header = this.headerByNumber(number)
      // Another thread may have rolled the head back between the two reads; then there is a new one.
      if (header?.hash === hash) return header
    }
  }

  headerByNumber(blockNumber: number): SealedHeader | null {
    const hash = this.#unit.blockHash(blockNumber)
    const header = hash === undefined ? undefined : this.#unit.headerByHash(hash)
    return hash === undefined || header === undefined ? null : { hash, header: dacHeader(header) }
  }

  headerByHash(hash: string): SealedHeader | null {
    const header = this.#unit.headerByHash(asHash(hash))
    return header === undefined ? null : { hash: asHash(hash), header: dacHeader(header) }
  }

  transactionHashes(block: SealedHeader): readonly TransactionHash[] {
    return kept(() => this.#stored(block).transactionHashes())
  }

  encodedTransactions(block: SealedHeader): readonly Uint8Array[] {
    return this.#stored(block).transactions.map(encoded)
  }

  transactions(block: SealedHeader): readonly Transaction[] {
    return this.#stored(block).transactions.map(decoded)
  }

  transaction(block: SealedHeader, index: number): Transaction | undefined {
    const transaction = this.#stored(block).transactions[index]
    return transaction === undefined ? undefined : decoded(transaction)
  }

  receipts(block: SealedHeader): readonly Receipt[] {
    return kept(() => this.#stored(block).receipts())
  }

  transactionLocation(hash: string): TransactionLocation | null {
    const location = this.#unit.transactionLocation(asHash<TransactionHash>(hash))
    const block = location === undefined ? null : this.headerByNumber(location.blockNumber)
    return location === undefined || block === null ? null : { block, index: location.index }
  }

  transactionReceipt(hash: string): LocatedReceipt | null {
    const located = kept(() => this.#unit.receipt(asHash<TransactionHash>(hash)))
    const block = located === undefined ? null : this.headerByHash(located.blockHash)
    if (located === undefined || block === null) return null
    const { index, receipt, firstLogIndex } = located
    return { block, index, receipt, logsBefore: firstLogIndex }
  }

  l1Attributes(block: SealedHeader): BlockL1Attributes | null {
    if (block.header.number === 0) return null
    const { origin, feeScalar } = this.#stored(block).input
    return {
      originNumber: origin.number,
      originHash: origin.hash,
      l1BaseFeePerGas: origin.baseFeePerGas,
      feeScalar,
    }
  }

  nextBaseFeePerGas(block: SealedHeader): bigint {
    const { baseFeePerGas, gasLimit, gasUsed } = block.header
    return nextBaseFee({ baseFeePerGas: baseFeePerGas ?? 0n, gasLimit, gasUsed })
  }

  /** A DAC's blocks have none. */
  ommers(_block: SealedHeader): readonly [] {
    return []
  }

  /** Those of beacon chains; a DAC's are messages. */
  withdrawals(_block: SealedHeader): readonly [] {
    return []
  }

  blobFees(_block: SealedHeader): BlobFees {
    return NO_BLOBS
  }

  async logs(query: LogQuery, maxLogs: number, signal: AbortSignal): Promise<LogPage> {
    try {
      return await this.#unit.logs(query, { limit: maxLogs, signal })
    } catch (error) {
      throw told(error)
    }
  }

  /** Also a block that was reorganised away meanwhile, as long as it is kept. */
  #stored({ hash, header }: SealedHeader): StoredBlock {
    const known = this.#blocks.get(hash)
    if (known !== undefined) return known
    const block = this.#unit.blockAt({ number: header.number, hash })
    if (block === undefined) {
      requireKept(this.#unit, { what: `block ${header.number}`, block: header.number })
      throw new HeaderNotFoundError()
    }
    this.#blocks.set(hash, block)
    return block
  }
}

/** A read of what may be pruned in the midst of it. */
function kept<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw told(error)
  }
}

function told(error: unknown): unknown {
  return error instanceof HistoryPrunedError ? new PrunedError(error) : error
}

function encoded(transaction: DepositTransaction | Uint8Array): Uint8Array {
  return transaction instanceof Uint8Array ? transaction : encodeDeposit(transaction)
}

function decoded(transaction: DepositTransaction | Uint8Array): Transaction {
  return transaction instanceof Uint8Array
    ? decodeTransaction(transaction, { chainId: 'any' })
    : transaction
}
