import type { Address, Hex, Log, StateRoot, TransactionHash } from '@mvm/protocol'

/** What became of a transaction of an Ethereum block. */
export interface EthereumReceipt {
  readonly transactionHash: TransactionHash
  readonly type: number
  readonly status: 0 | 1
  /** Before Byzantium: the state after the transaction, which stands in the place of the status. */
  readonly stateRoot: StateRoot | null
  readonly from: Address
  readonly to: Address | null
  readonly contractAddress: Address | null
  readonly gasUsed: bigint
  /** Gas used in the block up to and including this transaction. */
  readonly cumulativeGasUsed: bigint
  readonly effectiveGasPrice: bigint
  readonly logs: readonly Log[]
  readonly logsBloom: Hex
  /** 0 for all types but 3. */
  readonly blobGasUsed: bigint
  /** Wei per blob gas in the block; 0 before Cancun. */
  readonly blobGasPrice: bigint
}
