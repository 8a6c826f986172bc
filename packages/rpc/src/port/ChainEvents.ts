import type { ChainReceipt } from './ChainReceipt.ts'
import type { SignedChainTransaction } from './ChainTransaction.ts'
import type { SealedHeader } from './SealedHeader.ts'
import type { SyncProgress } from './SyncProgress.ts'

/** A block with what is needed to tell subscribers of it, even after it was removed. */
export interface BlockWithReceipts extends SealedHeader {
  readonly receipts: readonly ChainReceipt[]
}

/** One change of the canonical chain. */
export interface HeadChange {
  /** Blocks that are no longer canonical, newest first; empty without a reorg. */
  readonly removed: readonly BlockWithReceipts[]
  /** Blocks that now are, oldest first. */
  readonly added: readonly BlockWithReceipts[]
}

/** Ends a subscription; calling it twice does nothing. */
export type Unsubscribe = () => void

/** What happens on a chain, told after it is committed and readable through the other ports. Listeners do not throw. */
export interface ChainEvents {
  onHeadChange(listener: (change: HeadChange) => void): Unsubscribe
  /** Transactions that became executable in the pool. */
  onPendingTransaction(listener: (transaction: SignedChainTransaction) => void): Unsubscribe
  /** Told when catching up begins and ends. */
  onSyncChange(listener: (progress: SyncProgress) => void): Unsubscribe
}
