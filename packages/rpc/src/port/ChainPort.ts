import type { L1BlockHash, Receipt, Transaction, TransactionHash } from '@mvm/protocol'
import type { HeadLevel } from './HeadLevel.ts'
import type { LogPage, LogQuery } from './LogQuery.ts'
import type { SealedHeader } from './SealedHeader.ts'

/** Where a mined transaction stands. */
export interface TransactionLocation {
  readonly block: SealedHeader
  readonly index: number
}

/** A mined transaction's receipt and its place. */
export interface LocatedReceipt extends TransactionLocation {
  readonly receipt: Receipt
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

/**
 * A DAC's blocks as this node keeps them. Reads are synchronous and cheap; all but {@link ChainPort.logs}
 * run on the thread that serves requests. A method that needs what was pruned throws `PrunedError`.
 */
export interface ChainPort {
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
  transactions(block: SealedHeader): readonly Transaction[]
  /** `undefined` when the block has no such index. */
  transaction(block: SealedHeader, index: number): Transaction | undefined
  receipts(block: SealedHeader): readonly Receipt[]
  /** Only for transactions of canonical blocks. */
  transactionLocation(hash: string): TransactionLocation | null
  /** As {@link ChainPort.transactionLocation}, with one receipt read instead of the block's. */
  transactionReceipt(hash: string): LocatedReceipt | null
  /** `null` for genesis. */
  l1Attributes(block: SealedHeader): BlockL1Attributes | null
  /** Base fee of the block after this one (EIP-1559 with the floor of spec 2.1), in wei per gas. */
  nextBaseFeePerGas(block: SealedHeader): bigint
  /** Logs of canonical blocks in order; stops early at `maxLogs`, see {@link LogPage.completeTo}. */
  logs(query: LogQuery, maxLogs: number, signal: AbortSignal): Promise<LogPage>
}
