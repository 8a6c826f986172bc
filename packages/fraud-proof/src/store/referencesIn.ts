import { asHash, type Hash, toHex } from '@mvm/protocol'

/** Begins a string of 32 bytes in RLP. */
const HASH_ITEM = 0xa0
const HASH_BYTES = 32

/**
 * Every hash that a trie's node may refer to: other nodes, embedded ones' included, and an account's storage. Some are
 * none, because it asks for no more than the byte before them; none that is one is missing.
 */
export function* referencesIn(node: Uint8Array): Generator<Hash> {
  const last = node.length - HASH_BYTES - 1
  for (let at = node.indexOf(HASH_ITEM); at !== -1 && at <= last; ) {
    yield asHash(toHex(node.subarray(at + 1, at + 1 + HASH_BYTES)))
    at = node.indexOf(HASH_ITEM, at + 1)
  }
}
