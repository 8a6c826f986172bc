import { asHash, type Hash, keccak256Hex } from '@mvm/protocol'

/** keccak256(rlp('')): the root of a trie without entries. */
export const EMPTY_TRIE_ROOT: Hash = asHash(keccak256Hex(Uint8Array.of(0x80)))
