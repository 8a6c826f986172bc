import { EMPTY_QUEUE_HASH, initialBatchHash } from '@mvm/protocol'
import type { BatchTip } from '@mvm/sequencer'

/** What a DAC's first batch builds on (spec 3). */
export function initialBatchTip(
  chainId: number,
  creationBlock: number,
  feeScalar: bigint,
): BatchTip {
  return {
    batchHash: initialBatchHash(chainId),
    nextBlock: 1,
    queueEnd: 0,
    queueHashEnd: EMPTY_QUEUE_HASH,
    originNumber: creationBlock,
    feeScalar,
  }
}
