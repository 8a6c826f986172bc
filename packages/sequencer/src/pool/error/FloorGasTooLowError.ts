import { PoolRejection } from './PoolRejection.ts'

/** The gas limit does not cover the calldata floor (EIP-7623). */
export class FloorGasTooLowError extends PoolRejection {
  readonly code = 'FLOOR_GAS'
  readonly gasLimit: bigint
  readonly required: bigint

  constructor(fields: { readonly gasLimit: bigint; readonly required: bigint }) {
    super(
      `intrinsic gas too low: the gas limit is ${fields.gasLimit}, the floor for this calldata is ${fields.required}`,
      {
        remedy: 'Raise the gas limit; eth_estimateGas tells it.',
      },
    )
    this.gasLimit = fields.gasLimit
    this.required = fields.required
  }
}
