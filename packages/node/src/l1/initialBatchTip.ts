import type { BatchHash, QueueHash } from '@mvm/protocol'
import type { BatchTip } from '@mvm/sequencer'

/** What a DAC's first batch builds on (spec 3). */
export function initialBatchTip(
  chainId: number,
  creationBlock: number,
  feeScalar: bigint,
): BatchTip {
  return {
    batchHash: `0x${chainId.toString(16).padStart(64, '0')}` as BatchHash,
    nextBlock: 1,
    queueEnd: 0,
    queueHashEnd: `0x${'00'.repeat(32)}` as QueueHash,
    originNumber: creationBlock,
    feeScalar,
  }
}
