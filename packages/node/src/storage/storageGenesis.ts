import { writeAccounts } from '@mvm/execution'
import { genesisAccounts, genesisBlockHash, genesisHeader, genesisOutputRoot } from '@mvm/protocol'
import type { StorageGenesis } from '@mvm/storage'

/** Block 0 of a DAC and its state, as its storage unit begins. */
export function storageGenesis(chainId: number): StorageGenesis {
  const { nodes, codes } = writeAccounts(genesisAccounts())
  return {
    header: genesisHeader(chainId),
    hash: genesisBlockHash(chainId),
    outputRoot: genesisOutputRoot(chainId),
    state: { nodes, codes },
  }
}
