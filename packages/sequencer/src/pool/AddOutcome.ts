import type { PoolRejection } from './error/PoolRejection.ts'
import type { PooledTransaction } from './PooledTransaction.ts'
import type { PoolRemoval } from './PoolRemoval.ts'

/** What became of an addition; `removals` left the pool because of it, a replaced transaction among them. */
export type AddOutcome =
  | {
      readonly kind: 'accepted'
      readonly pooled: PooledTransaction
      /** What can be executed now and could not before: the transaction and what it closed the gap for. */
      readonly executable: readonly PooledTransaction[]
      readonly removals: readonly PoolRemoval[]
    }
  | {
      readonly kind: 'replaced'
      readonly pooled: PooledTransaction
      readonly old: PooledTransaction
      readonly executable: readonly PooledTransaction[]
      readonly removals: readonly PoolRemoval[]
    }
  | {
      readonly kind: 'rejected'
      readonly error: PoolRejection
      readonly removals: readonly PoolRemoval[]
    }
