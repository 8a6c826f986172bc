import type { TransactionHash } from '@mvm/protocol'

/** The durable copy of the pool: what has been acknowledged and is in no block yet. */
export interface PendingTransactionPort {
  /** Durable when resolved; the submission is acknowledged only then. Many calls may share one write. */
  save(transactionHash: TransactionHash, raw: Uint8Array): Promise<void>
  /** Transactions that became invalid, were replaced, evicted or expired. */
  remove(transactionHashes: readonly TransactionHash[]): Promise<void>
  /** Everything saved and neither removed nor committed in a block, oldest first. */
  all(): Promise<readonly Uint8Array[]>
}
