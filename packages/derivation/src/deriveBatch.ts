import type { BlockInput } from '@mvm/protocol'
import { checkBatchSources } from './checkBatchSources.ts'
import type { BatchSources } from './deriveSegment.ts'
import { takeBlocks } from './takeBlocks.ts'

export interface DeriveBatchSources extends BatchSources {
  /** Seconds since 1970 of the block before the batch's first; 0 for genesis. */
  readonly parentTimestamp: number
  /** Number of the block before the batch's first; 0 for genesis. */
  readonly parentNumber: number
}

/**
 * The blocks of one batch (spec 2.1), always exactly `batch.blockCount`. Pure, and total in what L1 carries: any
 * bytes in a payload give blocks. Throws {@link DerivationInputError} when the sources do not belong together.
 */
export function deriveBatch(sources: DeriveBatchSources): BlockInput[] {
  checkBatchSources(sources)
  const { batch, parentNumber: number, parentTimestamp: timestamp } = sources
  return takeBlocks([sources], { number, timestamp }, number + batch.blockCount)
}
