import type { EthereumBlock } from '@mvm/execution'
import type { BlockHash, EthereumReceipt, TransactionHash } from '@mvm/protocol'

/** An Ethereum block as it is read back. */
export interface StoredEthereumBlock {
  readonly block: EthereumBlock
  readonly hash: BlockHash
  /** Read and decoded anew at each call, as are the receipts. */
  transactionHashes(): readonly TransactionHash[]
  receipts(): readonly EthereumReceipt[]
}
