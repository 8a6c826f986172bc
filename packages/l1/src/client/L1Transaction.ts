import type { Address, Hex, L1BlockHash, L1TransactionHash } from '@mvm/protocol'

/** A transaction that L1 knows; `blockHash` is `null` while it is pending. */
export interface L1Transaction {
  readonly hash: L1TransactionHash
  readonly from: Address
  /** `null` creates a contract. */
  readonly to: Address | null
  readonly nonce: number
  readonly input: Hex
  readonly blockNumber: number | null
  readonly blockHash: L1BlockHash | null
}
