import type { L1Fees } from '../client/L1Fees.ts'
import { firstFees } from './firstFees.ts'
import type { L1Intent } from './L1Intent.ts'
import type { L1FeeOffer } from './replacementFees.ts'

/**
 * First fees of an intent, which an account with so much wei to spare can pay for whatever becomes of them; `null` when
 * it has to wait. What carries nothing offers less rather than to wait, as long as the next block may take it: L1's
 * nodes refuse what an account could not pay for at worst, and with it all that has later nonces.
 */
export function affordableFees(
  { value = 0n, leaves = 0n }: Pick<L1Intent, 'value' | 'leaves'>,
  gasLimit: bigint,
  freeWei: bigint,
  fees: L1Fees,
  maxFeePerGasLimit: bigint,
): L1FeeOffer | null {
  const wanted = firstFees(fees, maxFeePerGasLimit)
  const left = freeWei - value - leaves
  if (left >= gasLimit * wanted.maxFeePerGas) return wanted
  if (value > 0n || leaves > 0n || gasLimit === 0n) return null
  const maxFeePerGas = left / gasLimit
  // A block's base fee is at most an eighth above that of the one before.
  if (maxFeePerGas * 8n < fees.baseFeePerGas * 9n) return null
  const isTipBelow = wanted.maxPriorityFeePerGas < maxFeePerGas
  return {
    maxFeePerGas,
    maxPriorityFeePerGas: isTipBelow ? wanted.maxPriorityFeePerGas : maxFeePerGas,
  }
}
