import { PoolRejection } from './PoolRejection.ts'

/** The tip is above the maximum fee. */
export class TipAboveFeeCapError extends PoolRejection {
  readonly code = 'TIP_ABOVE_FEE_CAP'
  readonly maxPriorityFeePerGas: bigint
  readonly maxFeePerGas: bigint

  constructor(fields: { readonly maxPriorityFeePerGas: bigint; readonly maxFeePerGas: bigint }) {
    super(
      `max priority fee per gas higher than max fee per gas: ${fields.maxPriorityFeePerGas} is above ${fields.maxFeePerGas} wei`,
      {
        remedy: 'Lower the tip or raise the maximum fee.',
      },
    )
    this.maxPriorityFeePerGas = fields.maxPriorityFeePerGas
    this.maxFeePerGas = fields.maxFeePerGas
  }
}
