import type { WrittenState } from '@mvm/execution'
import {
  type Address,
  asHash,
  fromHex,
  type Hash,
  type Hex,
  keccak256,
  type StateRoot,
  toHex,
} from '@mvm/protocol'
import { EMPTY_CODE_HASH } from '../../../execution/src/state/AccountState.ts'
import { decodeAccount } from '../../../execution/src/state/decodeAccount.ts'
import { encodeAccount } from '../../../execution/src/state/encodeAccount.ts'
import {
  EMPTY_TRIE_ROOT,
  MerkleTrie,
  type TrieEntry,
} from '../../../execution/src/trie/MerkleTrie.ts'
import { neighbour } from './neighbour.ts'

/**
 * How many nibbles of a key its neighbours share with it, as if somebody had looked for them: one that shares so many
 * takes 2^72 hashes, and there are fifteen on each level above it.
 */
const LEVELS = 18
const NIBBLES = 16
/** Each is longer than what a parent embeds. */
const NEIGHBOUR_WORD = Uint8Array.from([0xa0, ...new Uint8Array(32).fill(0xee)])
const NEIGHBOUR = encodeAccount({
  nonce: 0n,
  balance: 1n,
  storageRoot: EMPTY_TRIE_ROOT,
  codeHash: EMPTY_CODE_HASH,
})

/** The same state among neighbours, so that the ways to these accounts and slots are as long as anybody could make them. */
export function deepState(
  { stateRoot, nodes, codes }: WrittenState,
  targets: ReadonlyMap<Address, readonly Hex[]>,
): WrittenState {
  const all = new Map(nodes)
  const trie = openTrie(all, fromHex(stateRoot))
  for (const [address, slots] of targets) {
    const key = keccak256(fromHex(address))
    const leaf = trie.get(key)
    const account = leaf === null ? null : decodeAccount(leaf)
    if (account !== null && slots.length > 0) {
      const storage = openTrie(all, account.storageRoot)
      for (const slot of slots) storage.update(neighbours(keccak256(fromHex(slot)), NEIGHBOUR_WORD))
      const storageRoot = commit(storage, all)
      trie.update([{ key, value: encodeAccount({ ...account, storageRoot }) }])
    }
    trie.update(neighbours(key, NEIGHBOUR))
  }
  return { stateRoot: asHash<StateRoot>(toHex(commit(trie, all))), nodes: all, codes }
}

/** A trie of neighbours of these keys, with 1 at those that are marked and nothing at the others; its nodes are added. */
export function deepTrie(
  keys: readonly Uint8Array[],
  marked: readonly Uint8Array[],
  nodes: Map<Hash, Uint8Array>,
): Hash {
  const trie = openTrie(nodes)
  trie.update(marked.map((key) => ({ key, value: Uint8Array.of(1) })))
  for (const key of keys) trie.update(neighbours(key, NEIGHBOUR_WORD))
  return asHash(toHex(commit(trie, nodes)))
}

/** Fifteen keys at each level that leave the way to a key there. */
function neighbours(key: Uint8Array, value: Uint8Array): TrieEntry[] {
  const levels = [...toHex(key).slice(2, 2 + LEVELS)].map((digit) => Number.parseInt(digit, 16))
  return levels.flatMap((own, level) =>
    Array.from({ length: NIBBLES }, (_, nibble) => nibble)
      .filter((nibble) => nibble !== own)
      .map((nibble) => ({ key: neighbour(key, level, nibble), value })),
  )
}

function openTrie(nodes: ReadonlyMap<Hash, Uint8Array>, root?: Uint8Array): MerkleTrie {
  return new MerkleTrie((hash) => {
    const node = nodes.get(hash)
    if (node === undefined) throw new Error(`no node ${hash}`)
    return node
  }, root)
}

function commit(trie: MerkleTrie, nodes: Map<Hash, Uint8Array>): Uint8Array {
  return trie.commit((hash, encoding) => void nodes.set(hash, encoding))
}
