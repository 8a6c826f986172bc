import type { FeeCaps } from './feeCaps.ts'

/** What the coinbase gets per gas at this base fee; negative when the transaction cannot pay the base fee. */
export function effectiveTip(caps: FeeCaps, baseFeePerGas: bigint): bigint {
  const aboveBaseFee = caps.maxFeePerGas - baseFeePerGas
  if (aboveBaseFee < caps.maxPriorityFeePerGas) return aboveBaseFee
  return caps.maxPriorityFeePerGas
}
