import type { SkipReason } from '../port/SkipReason.ts'
import type { PooledTransaction } from './PooledTransaction.ts'

/** A transaction that left the pool without being included, and why. */
export interface PoolRemoval {
  readonly pooled: PooledTransaction
  readonly reason: 'nonce-used' | 'evicted' | 'expired' | 'replaced' | SkipReason
}
