import type { BatchHash } from '@mvm/protocol'

/** The most roots of a state batch (spec 3). */
export const MAX_STATE_BATCH_ROOTS = 1_024

/** A transaction batch that stands on L1 and that the local chain has. */
export interface SafeBatch {
  readonly firstBlock: number
  readonly blockCount: number
  readonly batchHash: BatchHash
}

export interface StateBatchPlan {
  readonly firstBlock: number
  readonly rootCount: number
  /** The transaction batch that contains the last block; `undefined` where it is not among the known ones. */
  readonly batchHash: BatchHash | undefined
}

/**
 * The next state batch: from the first block without a root to the last safe one, as far as one batch goes.
 * `undefined` when there is nothing to assert.
 */
export function planStateBatch(
  firstUnassertedBlock: number,
  safeBatches: readonly SafeBatch[],
): StateBatchPlan | undefined {
  const last = safeBatches.at(-1)
  if (last === undefined) return undefined
  const safeEnd = last.firstBlock + last.blockCount - 1
  const lastBlock = Math.min(safeEnd, firstUnassertedBlock + MAX_STATE_BATCH_ROOTS - 1)
  if (lastBlock < firstUnassertedBlock) return undefined
  const holder = safeBatches.find(
    ({ firstBlock, blockCount }) => firstBlock <= lastBlock && lastBlock < firstBlock + blockCount,
  )
  return {
    firstBlock: firstUnassertedBlock,
    rootCount: lastBlock - firstUnassertedBlock + 1,
    batchHash: holder?.batchHash,
  }
}
