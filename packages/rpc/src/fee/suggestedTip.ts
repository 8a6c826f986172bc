import type { ChainPorts } from '../port/ChainPorts.ts'
import { blockTips } from './blockTips.ts'

/** Blocks whose tips count while the chain is busy. */
const SAMPLE_BLOCKS = 5

/**
 * A tip with which a transaction goes through soon, in wei per gas: the least that the pool takes while blocks
 * are less than half full, else three in five of the newest blocks' transactions pay no more.
 */
export function suggestedTip({ chain, pool }: ChainPorts): bigint {
  const least = pool.minimumTip()
  const head = chain.head('unsafe')
  if (head.header.gasUsed * 2n < head.header.gasLimit) return least
  const tips: bigint[] = []
  for (let number = head.header.number; number > head.header.number - SAMPLE_BLOCKS; number--) {
    const block = chain.headerByNumber(number)
    if (block === null) break
    for (const { tip } of blockTips(chain, block)) tips.push(tip)
  }
  const accepted = tips.filter((tip) => tip >= least).toSorted((a, b) => (a < b ? -1 : 1))
  return accepted[Math.floor((accepted.length - 1) * 0.6)] ?? least
}
