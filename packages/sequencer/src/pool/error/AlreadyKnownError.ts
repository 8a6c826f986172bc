import type { TransactionHash } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** The same transaction is in the pool. */
export class AlreadyKnownError extends PoolRejection {
  readonly code = 'ALREADY_KNOWN'
  readonly transactionHash: TransactionHash

  constructor(fields: { readonly transactionHash: TransactionHash }) {
    super(`already known: ${fields.transactionHash} is in the pool`, {
      remedy: 'Wait for its receipt.',
    })
    this.transactionHash = fields.transactionHash
  }
}
