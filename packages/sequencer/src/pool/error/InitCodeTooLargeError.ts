import { PoolRejection } from './PoolRejection.ts'

/** The init code of a creation is longer than EIP-3860 allows. */
export class InitCodeTooLargeError extends PoolRejection {
  readonly code = 'INITCODE_SIZE'
  readonly size: number
  readonly limit: number

  constructor(fields: { readonly size: number; readonly limit: number }) {
    super(`max initcode size exceeded: ${fields.size} bytes, at most ${fields.limit} are allowed`, {
      remedy: 'Make the contract smaller or split it.',
    })
    this.size = fields.size
    this.limit = fields.limit
  }
}
