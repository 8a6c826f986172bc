import type { PaidTip } from './blockTips.ts'

/**
 * The tips at percentiles of a block's gas (`eth_feeHistory`).
 *
 * @param tips lowest first
 * @param percentiles 0 to 100, ascending
 */
export function rewardsAt(tips: readonly PaidTip[], percentiles: readonly number[]): bigint[] {
  if (tips.length === 0) return percentiles.map(() => 0n)
  const gasUsed = tips.reduce((sum, tip) => sum + Number(tip.gasUsed), 0)
  let index = 0
  let gasSoFar = Number(tips[0]?.gasUsed ?? 0n)
  return percentiles.map((percentile) => {
    const threshold = (gasUsed * percentile) / 100
    while (gasSoFar < threshold && index < tips.length - 1) {
      index++
      gasSoFar += Number(tips[index]?.gasUsed ?? 0n)
    }
    return tips[index]?.tip ?? 0n
  })
}
