import type { StateRoot } from '../hash/Hash.ts'
import type { CommonReceipt } from '../receipt/Receipt.ts'

/** What became of a transaction of an Ethereum block. */
export interface EthereumReceipt extends CommonReceipt {
  /** Before Byzantium: the state after the transaction, which stands in the place of the status. */
  readonly stateRoot: StateRoot | null
  /** 0 for all types but 3. */
  readonly blobGasUsed: bigint
  /** Wei per blob gas in the block; 0 before Cancun. */
  readonly blobGasPrice: bigint
}
