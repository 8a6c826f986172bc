import { asHash, genesisHeader, hashBlockHeader, keccak256Hex } from '@mvm/protocol'
import type { StorageGenesis } from '@mvm/storage'

/** A genesis block as storage sees it: the real header, a stand-in for the state. */
export function makeGenesis(chainId: number): StorageGenesis {
  const header = genesisHeader(chainId)
  const node = Uint8Array.of(0xc1, 0x80)
  const code = Uint8Array.of(0x60, 0x00)
  return {
    header,
    hash: hashBlockHeader(header),
    outputRoot: asHash(keccak256Hex(Uint8Array.of(0))),
    state: {
      nodes: new Map([[asHash(keccak256Hex(node)), node]]),
      codes: new Map([[asHash(keccak256Hex(code)), code]]),
    },
  }
}
