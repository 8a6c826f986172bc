import { PoolRejection } from './PoolRejection.ts'

/** The gas limit does not cover what the transaction costs before its first opcode. */
export class IntrinsicGasTooLowError extends PoolRejection {
  readonly code = 'INTRINSIC_GAS'
  readonly gasLimit: bigint
  readonly required: bigint

  constructor(fields: { readonly gasLimit: bigint; readonly required: bigint }) {
    super(
      `intrinsic gas too low: the gas limit is ${fields.gasLimit}, ${fields.required} is needed before execution starts`,
      {
        remedy: 'Raise the gas limit; eth_estimateGas tells it.',
      },
    )
    this.gasLimit = fields.gasLimit
    this.required = fields.required
  }
}
