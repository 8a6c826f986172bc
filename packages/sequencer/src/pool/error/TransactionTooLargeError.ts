import { PoolRejection } from './PoolRejection.ts'

/** The encoding is longer than a batch can carry. */
export class TransactionTooLargeError extends PoolRejection {
  readonly code = 'SIZE'
  readonly size: number
  readonly limit: number

  constructor(fields: { readonly size: number; readonly limit: number }) {
    super(
      `oversized data: the transaction has ${fields.size} bytes, at most ${fields.limit} are allowed`,
      {
        remedy: 'Split its data over several transactions.',
      },
    )
    this.size = fields.size
    this.limit = fields.limit
  }
}
