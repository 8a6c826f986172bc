import { lesser } from './lesser.ts'

/** EIP-3529: at most a fifth of the gas spent is given back. */
const REFUND_QUOTIENT = 5n

/** Gas given back for the refund counter at the end of a transaction. */
export function refundedGas(counter: bigint, gasSpent: bigint): bigint {
  return lesser(counter, gasSpent / REFUND_QUOTIENT)
}
