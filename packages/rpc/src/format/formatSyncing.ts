import type { Hex } from '@mvm/protocol'
import type { SyncStatus } from '../port/RollupPort.ts'
import { quantity } from './quantity.ts'

/** Progress of catching up. */
export type SyncingJson = {
  readonly startingBlock: Hex
  readonly currentBlock: Hex
  readonly highestBlock: Hex
}

/** `false`, or how far catching up has got. */
export function formatSyncing(status: SyncStatus): SyncingJson | false {
  if (!status.isSyncing) return false
  return {
    startingBlock: quantity(status.startingBlock),
    currentBlock: quantity(status.unsafeL2.number),
    highestBlock: quantity(status.highestBlock),
  }
}
