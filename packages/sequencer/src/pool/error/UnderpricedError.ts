import { PoolRejection } from './PoolRejection.ts'

/** The maximum fee is below the lowest base fee that the chain can have. */
export class UnderpricedError extends PoolRejection {
  readonly code = 'UNDERPRICED'
  readonly maxFeePerGas: bigint
  readonly minimum: bigint

  constructor(fields: { readonly maxFeePerGas: bigint; readonly minimum: bigint }) {
    super(
      `transaction underpriced: the max fee of ${fields.maxFeePerGas} wei per gas is below the base fee floor of ${fields.minimum}`,
      {
        remedy: `Offer at least ${fields.minimum} wei per gas.`,
      },
    )
    this.maxFeePerGas = fields.maxFeePerGas
    this.minimum = fields.minimum
  }
}
