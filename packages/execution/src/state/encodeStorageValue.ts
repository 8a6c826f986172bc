import { RLP } from '@ethereumjs/rlp'
import type { StorageValue } from './StorageValue.ts'

/** The leaf of a storage trie. */
export function encodeStorageValue(value: StorageValue): Uint8Array {
  return RLP.encode(value)
}
