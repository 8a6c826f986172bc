import type { TransactionHash } from '@mvm/protocol'
import { PoolRejection } from './PoolRejection.ts'

/** A replacement has to offer 10 % more of both fees. */
export class ReplacementUnderpricedError extends PoolRejection {
  readonly code = 'REPLACEMENT_UNDERPRICED'
  readonly replacedHash: TransactionHash
  readonly requiredMaxFeePerGas: bigint
  readonly requiredMaxPriorityFeePerGas: bigint

  constructor(fields: {
    readonly replacedHash: TransactionHash
    readonly requiredMaxFeePerGas: bigint
    readonly requiredMaxPriorityFeePerGas: bigint
  }) {
    super(
      `replacement transaction underpriced: to replace ${fields.replacedHash} offer a max fee of ${fields.requiredMaxFeePerGas} and a tip of ${fields.requiredMaxPriorityFeePerGas} wei per gas`,
      {
        remedy: 'Raise both fees by at least 10 %.',
      },
    )
    this.replacedHash = fields.replacedHash
    this.requiredMaxFeePerGas = fields.requiredMaxFeePerGas
    this.requiredMaxPriorityFeePerGas = fields.requiredMaxPriorityFeePerGas
  }
}
