import type { L1Fees } from '../client/L1Fees.ts'
import { type L1FeeOffer, replacementFees } from './replacementFees.ts'

/** Fees of a transaction that replaces none: as many as the limit allows. */
export function firstFees(fees: L1Fees, maxFeePerGasLimit: bigint): L1FeeOffer {
  const offer = replacementFees(fees, maxFeePerGasLimit)
  return offer ?? { maxFeePerGas: maxFeePerGasLimit, maxPriorityFeePerGas: 0n }
}
