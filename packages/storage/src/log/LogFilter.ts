import type { Address, BlockHash, Hex, Log, TransactionHash } from '@mvm/protocol'

/** Which logs are wanted (`eth_getLogs`). */
export interface LogFilter {
  readonly fromBlock: number
  /** Included; there is nothing beyond the unsafe head. */
  readonly toBlock: number
  /** Any of these; absent or empty: all. */
  readonly addresses?: readonly Address[]
  /** By position, any of these, or any topic at all where empty. A log with fewer topics does not match. */
  readonly topics?: readonly (readonly Hex[])[]
}

/** A log with its place in the canonical chain. */
export interface StoredLog extends Log {
  readonly blockNumber: number
  readonly blockHash: BlockHash
  /** Seconds since 1970. */
  readonly blockTimestamp: number
  readonly transactionHash: TransactionHash
  readonly transactionIndex: number
  /** Index in the block. */
  readonly logIndex: number
}

/** The logs found, in chain order. */
export interface LogPage {
  readonly logs: readonly StoredLog[]
  /** The last block whose logs are all in `logs`; below the filter's `toBlock` where the limit would have been passed. */
  readonly completeTo: number
}
