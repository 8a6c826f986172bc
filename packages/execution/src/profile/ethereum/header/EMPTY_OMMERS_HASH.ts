import { asHash, type Hash, keccak256Hex } from '@mvm/protocol'

/** keccak256(rlp([])): the ommers of a block that has none. */
export const EMPTY_OMMERS_HASH: Hash<'ommers'> = asHash(keccak256Hex(Uint8Array.of(0xc0)))
