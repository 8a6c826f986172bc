import type { OutputRoot } from '../hash/Hash.ts'
import { outputRoot } from '../output-root/outputRoot.ts'
import { genesisBlockHash } from './genesisBlockHash.ts'
import { GENESIS_MESSAGE_PASSER_STORAGE_ROOT, GENESIS_STATE_ROOT } from './genesisRoots.ts'

/** Output root of a DAC's block 0, which `createDAC` stores. */
export function genesisOutputRoot(chainId: number): OutputRoot {
  return outputRoot({
    stateRoot: GENESIS_STATE_ROOT,
    messagePasserStorageRoot: GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
    blockHash: genesisBlockHash(chainId),
  })
}
