import {
  blobBaseFee,
  blobParametersOf,
  type EthereumHeader,
  type EthereumProfile,
  ethereumBaseFee,
  excessBlobGas,
  GAS_PER_BLOB,
  hashEthereumHeader,
  isSince,
} from '@mvm/execution'
import {
  asHash,
  type BlockHash,
  type EthereumReceipt,
  type LogPage,
  type TransactionHash,
  type Withdrawal,
} from '@mvm/protocol'
import {
  type BlobFees,
  type ChainPort,
  type ChainTransaction,
  HeaderNotFoundError,
  type HeadLevel,
  type LocatedReceipt,
  type LogQuery,
  type SealedHeader,
  type TransactionLocation,
} from '@mvm/rpc'
import type { EthereumUnit, StoredEthereumBlock } from '@mvm/storage'
import { LRUCache } from 'lru-cache'
import { readChainTransaction } from './readChainTransaction.ts'

const KEPT_BLOCKS = 64
/** What a node takes to pass until the next block, in seconds. */
const SLOT = 12

/** An imported Ethereum chain's blocks for the RPC. It was imported as canonical, so that all its heads are one. */
export class EthereumChainPort implements ChainPort {
  readonly #unit: EthereumUnit
  readonly #profile: EthereumProfile
  readonly #blocks = new LRUCache<BlockHash, StoredEthereumBlock>({ max: KEPT_BLOCKS })

  constructor(unit: EthereumUnit, profile: EthereumProfile) {
    this.#unit = unit
    this.#profile = profile
  }

  /** All of them. */
  earliestBlock(): number {
    return 0
  }

  head(_level: HeadLevel): SealedHeader {
    const { number } = this.#unit.head()
    const head = this.headerByNumber(number)
    if (head === null) throw new HeaderNotFoundError()
    return head
  }

  headerByNumber(blockNumber: number): SealedHeader<EthereumHeader> | null {
    const hash = this.#unit.blockHash(blockNumber)
    const header = this.#unit.header(blockNumber)
    return hash === undefined || header === undefined ? null : { hash, header }
  }

  headerByHash(hash: string): SealedHeader<EthereumHeader> | null {
    const header = this.#unit.headerByHash(asHash(hash))
    return header === undefined ? null : { hash: asHash(hash), header }
  }

  transactionHashes(block: SealedHeader): readonly TransactionHash[] {
    return this.#stored(block).transactionHashes()
  }

  encodedTransactions(block: SealedHeader): readonly Uint8Array[] {
    return this.#stored(block).block.transactions
  }

  transactions(block: SealedHeader): readonly ChainTransaction[] {
    return this.encodedTransactions(block).map((raw) => this.#read(raw, block))
  }

  transaction(block: SealedHeader, index: number): ChainTransaction | undefined {
    const raw = this.encodedTransactions(block)[index]
    return raw === undefined ? undefined : this.#read(raw, block)
  }

  receipts(block: SealedHeader): readonly EthereumReceipt[] {
    return this.#stored(block).receipts()
  }

  transactionLocation(hash: string): TransactionLocation | null {
    const location = this.#unit.transactionLocation(asHash<TransactionHash>(hash))
    const block = location === undefined ? null : this.headerByNumber(location.blockNumber)
    return location === undefined || block === null ? null : { block, index: location.index }
  }

  transactionReceipt(hash: string): LocatedReceipt | null {
    const located = this.#unit.receipt(asHash<TransactionHash>(hash))
    const block = located === undefined ? null : this.headerByHash(located.blockHash)
    if (located === undefined || block === null) return null
    const { index, receipt, firstLogIndex } = located
    return { block, index, receipt, logsBefore: firstLogIndex }
  }

  ommers(block: SealedHeader): readonly SealedHeader[] {
    return this.#stored(block).block.ommers.map((header) => ({
      hash: hashEthereumHeader(header),
      header,
    }))
  }

  withdrawals(block: SealedHeader): readonly Withdrawal[] | null {
    return this.#stored(block).block.withdrawals
  }

  /** There is no L1 below. */
  l1Attributes(_block: SealedHeader): null {
    return null
  }

  nextBaseFeePerGas({ header }: SealedHeader): bigint {
    const isLondon = isSince(this.#profile.forkAt(nextPlace(header)), 'london')
    return isLondon ? ethereumBaseFee(header) : 0n
  }

  blobFees({ header }: SealedHeader): BlobFees {
    const place = nextPlace(header)
    const [blobs, nextBlobs] = [header, place].map(
      (at) => this.#profile.blobsAt?.(at) ?? blobParametersOf(this.#profile.forkAt(at)),
    ) as [ReturnType<typeof blobParametersOf>, ReturnType<typeof blobParametersOf>]
    const { excessBlobGas: excess } = header
    const nextFork = this.#profile.forkAt(place)
    const nextExcess = excessBlobGas(header, nextFork, nextBlobs)
    return {
      baseFeePerGas: excess === null ? 0n : blobBaseFee(excess, blobs.baseFeeUpdateFraction),
      nextBaseFeePerGas: isSince(nextFork, 'cancun')
        ? blobBaseFee(nextExcess, nextBlobs.baseFeeUpdateFraction)
        : 0n,
      gasLimit: BigInt(blobs.max) * GAS_PER_BLOB,
    }
  }

  logs(query: LogQuery, maxLogs: number, signal: AbortSignal): Promise<LogPage> {
    return this.#unit.logs(query, { limit: maxLogs, signal })
  }

  #read(raw: Uint8Array, { header }: SealedHeader): ChainTransaction {
    return readChainTransaction(raw, this.#profile.chainId, this.#profile.forkAt(header))
  }

  #stored({ hash, header }: SealedHeader): StoredEthereumBlock {
    const known = this.#blocks.get(hash)
    if (known !== undefined) return known
    const block = this.#unit.blockAt({ number: header.number, hash })
    if (block === undefined) throw new HeaderNotFoundError()
    this.#blocks.set(hash, block)
    return block
  }
}

function nextPlace({ number, timestamp, difficulty }: SealedHeader['header']) {
  return { number: number + 1, timestamp: timestamp + SLOT, difficulty }
}
