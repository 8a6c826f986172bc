import type { SignedTransaction } from '@mvm/protocol'

export interface FeeCaps {
  /** Wei of MT per gas. */
  readonly maxFeePerGas: bigint
  /** Wei of MT per gas. */
  readonly maxPriorityFeePerGas: bigint
}

/** Both limits of a transaction's price; a gas price is both. */
export function feeCaps(transaction: SignedTransaction): FeeCaps {
  if (transaction.type === 0 || transaction.type === 1) {
    return { maxFeePerGas: transaction.gasPrice, maxPriorityFeePerGas: transaction.gasPrice }
  }
  const { maxFeePerGas, maxPriorityFeePerGas } = transaction
  return { maxFeePerGas, maxPriorityFeePerGas }
}
