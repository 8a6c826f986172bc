import type { Hex } from '@mvm/protocol'
import type { SyncProgress } from '../port/SyncProgress.ts'
import { quantity } from './quantity.ts'

/** Progress of catching up. */
export type SyncingJson = {
  readonly startingBlock: Hex
  readonly currentBlock: Hex
  readonly highestBlock: Hex
}

/** `false`, or how far catching up has got. */
export function formatSyncing(progress: SyncProgress): SyncingJson | false {
  if (!progress.isSyncing) return false
  return {
    startingBlock: quantity(progress.startingBlock),
    currentBlock: quantity(progress.currentBlock),
    highestBlock: quantity(progress.highestBlock),
  }
}
