import type { Address } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** The account has too many transactions in the pool. */
export class AccountLimitError extends PoolRejection {
  readonly code = 'ACCOUNT_LIMIT'
  readonly signer: Address
  readonly nonce: bigint
  readonly kind: 'pending' | 'queued'
  readonly limit: number

  constructor(fields: {
    readonly signer: Address
    readonly nonce: bigint
    readonly kind: 'pending' | 'queued'
    readonly limit: number
  }) {
    super(
      `${fields.signer} has ${fields.limit} ${fields.kind} transactions in the pool, which is the limit; nonce ${fields.nonce} is not taken`,
      {
        remedy: 'Wait until some are mined, or send the missing nonces first.',
      },
    )
    this.signer = fields.signer
    this.nonce = fields.nonce
    this.kind = fields.kind
    this.limit = fields.limit
  }
}
