import type { Address, BlockHash, Hex, Log, TransactionHash } from '@mvm/protocol'

/** What a log must match. */
export interface LogCriteria {
  /** Empty for any. */
  readonly addresses: readonly Address[]
  /** For each position the topics that match; an empty list matches any topic, but there must be one. */
  readonly topics: readonly (readonly Hex[])[]
}

/** Criteria over a range of block numbers, both inclusive and at most the unsafe head. */
export interface LogQuery extends LogCriteria {
  readonly fromBlock: number
  readonly toBlock: number
}

/** A log with its place in the chain. */
export interface ChainLog extends Log {
  readonly blockNumber: number
  readonly blockHash: BlockHash
  /** Seconds since 1970. */
  readonly blockTimestamp: number
  readonly transactionHash: TransactionHash
  readonly transactionIndex: number
  /** Index in the block. */
  readonly logIndex: number
}

export interface LogPage {
  readonly logs: readonly ChainLog[]
  /** Last block whose logs are all in the page; below the query's `toBlock` when `maxLogs` was reached. */
  readonly completeTo: number
}
