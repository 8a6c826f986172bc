import { PoolRejection } from './PoolRejection.ts'

/** The pool is full of transactions that rank before this one. */
export class PoolFullError extends PoolRejection {
  readonly code = 'POOL_FULL'
  readonly transactionCount: number
  readonly byteCount: number

  constructor(fields: { readonly transactionCount: number; readonly byteCount: number }) {
    super(
      `txpool is full: ${fields.transactionCount} transactions with ${fields.byteCount} bytes, none of which ranks behind this one`,
      {
        remedy: 'Offer a higher tip or try again later.',
      },
    )
    this.transactionCount = fields.transactionCount
    this.byteCount = fields.byteCount
  }
}
