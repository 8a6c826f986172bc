import type { Address, Hex, L1BlockHash, L1TransactionHash } from '@mvm/protocol'
import type { L1Log } from './L1Log.ts'

/** What became of an L1 transaction. */
export interface L1Receipt {
  readonly transactionHash: L1TransactionHash
  readonly transactionIndex: number
  readonly type: number
  /** `false`: reverted. */
  readonly isSuccess: boolean
  readonly blockNumber: number
  readonly blockHash: L1BlockHash
  readonly from: Address
  readonly to: Address | null
  readonly contractAddress: Address | null
  readonly gasUsed: bigint
  readonly cumulativeGasUsed: bigint
  /** Wei per gas. */
  readonly effectiveGasPrice: bigint
  readonly logsBloom: Hex
  readonly logs: readonly L1Log[]
}
