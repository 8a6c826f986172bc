import { asHash, type BlockHash } from '../hash/Hash.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import type { BlockHeader } from './BlockHeader.ts'
import { encodeBlockHeader } from './encodeBlockHeader.ts'

/** A block's hash: keccak256(rlp(header)). */
export function hashBlockHeader(header: BlockHeader): BlockHash {
  return asHash<BlockHash>(keccak256Hex(encodeBlockHeader(header)))
}
