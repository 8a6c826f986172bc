import { PoolRejection } from './PoolRejection.ts'

/** The gas limit is above 2^24 (EIP-7825). */
export class GasLimitTooHighError extends PoolRejection {
  readonly code = 'GAS_LIMIT'
  readonly gasLimit: bigint
  readonly limit: bigint

  constructor(fields: { readonly gasLimit: bigint; readonly limit: bigint }) {
    super(
      `intrinsic gas too high: ${fields.gasLimit} gas asked for, at most ${fields.limit} are allowed`,
      {
        remedy: 'Lower the gas limit.',
      },
    )
    this.gasLimit = fields.gasLimit
    this.limit = fields.limit
  }
}
