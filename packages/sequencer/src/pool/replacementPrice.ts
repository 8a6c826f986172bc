import type { FeeCaps } from './feeCaps.ts'

/** The least fees with which a transaction replaces one with `old` fees: 10 % more of both, rounded up. */
export function replacementPrice(old: FeeCaps): FeeCaps {
  return {
    maxFeePerGas: tenPercentMore(old.maxFeePerGas),
    maxPriorityFeePerGas: tenPercentMore(old.maxPriorityFeePerGas),
  }
}

function tenPercentMore(price: bigint): bigint {
  return (price * 110n + 99n) / 100n
}
