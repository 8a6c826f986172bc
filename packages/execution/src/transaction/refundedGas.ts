import { lesser } from './lesser.ts'

/** EIP-3529: at most a fifth of the gas spent is given back. */
export const REFUND_QUOTIENT = 5n

/** Gas given back for the refund counter at the end of a transaction. */
export function refundedGas(
  counter: bigint,
  gasSpent: bigint,
  quotient: bigint = REFUND_QUOTIENT,
): bigint {
  return lesser(counter, gasSpent / quotient)
}
