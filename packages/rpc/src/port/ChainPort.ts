import type { L1BlockHash, LogPage, TransactionHash, Withdrawal } from '@mvm/protocol'
import type { ChainReceipt } from './ChainReceipt.ts'
import type { ChainTransaction } from './ChainTransaction.ts'
import type { HeadLevel } from './HeadLevel.ts'
import type { LogQuery } from './LogQuery.ts'
import type { SealedHeader } from './SealedHeader.ts'

/** Where a mined transaction stands. */
export interface TransactionLocation {
  readonly block: SealedHeader
  readonly index: number
}

/** A mined transaction's receipt and its place. */
export interface LocatedReceipt extends TransactionLocation {
  readonly receipt: ChainReceipt
  /** Logs of the block before this transaction's. */
  readonly logsBefore: number
}

/** What a block took from L1 through its batch (spec 2.1). */
export interface BlockL1Attributes {
  readonly originNumber: number
  readonly originHash: L1BlockHash
  /** Wei of ETH per L1 gas. */
  readonly l1BaseFeePerGas: bigint
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
}

/** What blobs cost; a DAC has none, and the least price there is. */
export interface BlobFees {
  /** Wei per blob gas in the block; 0 before Cancun. */
  readonly baseFeePerGas: bigint
  /** In the block after it. */
  readonly nextBaseFeePerGas: bigint
  /** Most blob gas in the block. */
  readonly gasLimit: bigint
}

/**
 * A chain's blocks as this node keeps them. Reads are synchronous and cheap; all but {@link ChainPort.logs}
 * run on the thread that serves requests. A method that needs what was pruned throws `PrunedError`.
 */
export interface ChainPort {
  /** The first block of which body, receipts and logs are kept; states are kept from the one before on. */
  earliestBlock(): number
  /** Genesis when no block has reached the level yet. */
  head(level: HeadLevel): SealedHeader
  /** The canonical block of that number; `null` above the unsafe head. */
  headerByNumber(blockNumber: number): SealedHeader | null
  /** A canonical block; `null` for one that is unknown or was reorganised away. */
  headerByHash(hash: string): SealedHeader | null
  /** Of all inputs that were included, in order, deposits first. */
  transactionHashes(block: SealedHeader): readonly TransactionHash[]
  /** The canonical encodings, same order. */
  encodedTransactions(block: SealedHeader): readonly Uint8Array[]
  transactions(block: SealedHeader): readonly ChainTransaction[]
  /** `undefined` when the block has no such index. */
  transaction(block: SealedHeader, index: number): ChainTransaction | undefined
  receipts(block: SealedHeader): readonly ChainReceipt[]
  /** Only for transactions of canonical blocks. */
  transactionLocation(hash: string): TransactionLocation | null
  /** As {@link ChainPort.transactionLocation}, with one receipt read instead of the block's. */
  transactionReceipt(hash: string): LocatedReceipt | null
  /** Of proof of work; none on a DAC. */
  ommers(block: SealedHeader): readonly SealedHeader[]
  /** `null` where the chain had none yet; none on a DAC. */
  withdrawals(block: SealedHeader): readonly Withdrawal[] | null
  /** `null` for genesis, and where there is no L1. */
  l1Attributes(block: SealedHeader): BlockL1Attributes | null
  /** Base fee of the block after this one (EIP-1559; on a DAC with the floor of spec 2.1), in wei per gas. */
  nextBaseFeePerGas(block: SealedHeader): bigint
  blobFees(block: SealedHeader): BlobFees
  /** Logs of canonical blocks in order; stops early at `maxLogs`, see {@link LogPage.completeTo}. */
  logs(query: LogQuery, maxLogs: number, signal: AbortSignal): Promise<LogPage>
}
