import { RLP } from '@ethereumjs/rlp'
import { RlpReader } from '@mvm/protocol'

/** A storage word, big-endian and without leading zeros; empty is zero. Never changed in place. */
export type StorageValue = Uint8Array

export const ZERO: StorageValue = new Uint8Array()

/** The leaf of a storage trie. */
export function encodeStorageValue(value: StorageValue): Uint8Array {
  return RLP.encode(value)
}

/** A value from its leaf. Throws {@link MalformedRlpError}. */
export function decodeStorageValue(leaf: Uint8Array): StorageValue {
  return new RlpReader(leaf).bytes()
}
