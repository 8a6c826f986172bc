import type { StateBatchAppended } from '@mvm/l1'
import type { BlockSpan } from './BlockSpan.ts'

/** Blocks of one segment of a state batch. */
export interface AssertedSegment extends BlockSpan {
  readonly stateBatch: StateBatchAppended
  /** Counted from 0 within the state batch. */
  readonly segment: number
}

/** All segments of standing state batches, in order; block 0 is a constant and in none. */
export function assertedSegments(
  standing: readonly StateBatchAppended[],
  segmentLength: number,
): AssertedSegment[] {
  return standing.flatMap((stateBatch) => {
    const { firstBlock, rootCount } = stateBatch
    if (firstBlock === 0) return []
    const end = firstBlock + rootCount
    return Array.from({ length: Math.ceil(rootCount / segmentLength) }, (_, segment) => {
      const first = firstBlock + segment * segmentLength
      return { stateBatch, segment, first, last: Math.min(first + segmentLength, end) - 1 }
    })
  })
}
