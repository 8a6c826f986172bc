import { hashBlockHeader } from '../block/hashBlockHeader.ts'
import type { BlockHash } from '../hash/Hash.ts'
import { genesisHeader } from './genesisHeader.ts'

/** Hash of a DAC's block 0. */
export function genesisBlockHash(chainId: number): BlockHash {
  return hashBlockHeader(genesisHeader(chainId))
}
