import { MAX_BATCH_BLOCKS } from './batchLimits.ts'
import type { RollupRules } from './RollupRules.ts'

/** How many blocks a batch may have (spec 3). */
export function maxBlockCount(
  originNumber: number,
  previousOriginNumber: number,
  { blocksPerL1Block }: RollupRules,
): number {
  const l1Blocks = originNumber - previousOriginNumber
  return Math.min(MAX_BATCH_BLOCKS, 1 + blocksPerL1Block * l1Blocks)
}
