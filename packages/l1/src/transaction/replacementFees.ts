import type { L1Fees } from '../client/L1Fees.ts'

/** What an EIP-1559 transaction offers, in wei per gas. */
export interface L1FeeOffer {
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/**
 * Fees for a transaction: room for the base fee to double. With `previous`, of one that replaces it: at least 12.5 %
 * above in both fields, which every node's pool takes. `null` when that needs more than `maxFeePerGasLimit`.
 */
export function replacementFees(
  fees: L1Fees,
  maxFeePerGasLimit: bigint,
  previous?: L1FeeOffer,
): L1FeeOffer | null {
  const leastTip = previous === undefined ? 0n : raised(previous.maxPriorityFeePerGas)
  const leastFee = previous === undefined ? 0n : raised(previous.maxFeePerGas)
  if (leastFee > maxFeePerGasLimit) return null
  const tip = max(fees.maxPriorityFeePerGas, leastTip)
  const fee = min(max(2n * fees.baseFeePerGas + tip, leastFee), maxFeePerGasLimit)
  return { maxFeePerGas: fee, maxPriorityFeePerGas: min(tip, fee) }
}

/** By an eighth, rounded up, and by at least one wei. */
function raised(value: bigint): bigint {
  return value === 0n ? 1n : (value * 9n + 7n) / 8n
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
