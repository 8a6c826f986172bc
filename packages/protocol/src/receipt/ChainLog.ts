import type { BlockHash, TransactionHash } from '../hash/Hash.ts'
import type { Log } from './Receipt.ts'

/** A log with its place in the canonical chain. */
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

/** The logs found in a range of blocks, in chain order. */
export interface LogPage {
  readonly logs: readonly ChainLog[]
  /** The last block whose logs are all in `logs`; below the range's end where the limit would have been passed. */
  readonly completeTo: number
}
