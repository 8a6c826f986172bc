import { StorageUnit } from '@mvm/storage'
import { storageGenesis } from '../storage/storageGenesis.ts'
import { dacFolder } from './dacFolder.ts'
import type { NodeParts } from './NodeParts.ts'

/** A hundred DACs on a node: each may take a few megabytes of LevelDB's. */
const BLOCK_CACHE_BYTES = 4 * 1024 * 1024
const WRITE_BUFFER_BYTES = 2 * 1024 * 1024

/** Opens a DAC's storage unit on this thread and in the workers, making it where it is missing. */
export async function openUnit(
  { configuration, executionWorker, queryWorker }: NodeParts,
  chainId: number,
): Promise<StorageUnit> {
  const folder = dacFolder(configuration, chainId)
  // What a sequencer acknowledges has to survive a power cut as well; a devnet need not, and L1 has what a follower has.
  const sync = configuration.role === 'sequencer' && configuration.profile === 'strict'
  // The main thread first: LevelDB belongs to whichever thread opened it, and this one ends last.
  const unit = await StorageUnit.open(folder, {
    chainId,
    genesis: storageGenesis(chainId),
    access: 'read',
    sync,
    blockCacheBytes: BLOCK_CACHE_BYTES,
    writeBufferBytes: WRITE_BUFFER_BYTES,
  })
  await Promise.all([
    executionWorker.call('open', chainId, folder, sync, configuration.fault),
    queryWorker.call('open', chainId, folder),
  ])
  return unit
}
