import { PoolRejection } from './PoolRejection.ts'

/** The transaction was signed for another chain. */
export class WrongChainError extends PoolRejection {
  readonly code = 'WRONG_CHAIN'
  readonly chainId: number
  readonly expected: number

  constructor(fields: { readonly chainId: number; readonly expected: number }) {
    super(
      `invalid chain id: the transaction is signed for chain ${fields.chainId}, this DAC is ${fields.expected}`,
      {
        remedy: `Sign it for chain ${fields.expected}.`,
      },
    )
    this.chainId = fields.chainId
    this.expected = fields.expected
  }
}
