import { type BatchTip, batchTip } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'

/** The end of the last batch that is final in a storage unit; `undefined` while none is. */
export function finalBatchTip(unit: StorageUnit): BatchTip | undefined {
  const { finalized } = unit.heads()
  const batch = finalized.number === 0 ? undefined : unit.batchOfBlock(finalized.number)
  return batch === undefined ? undefined : batchTip(batch)
}
