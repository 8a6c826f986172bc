import {
  type Address,
  asHash,
  type CodeHash,
  type Hash,
  type StateRoot,
  toHex,
} from '@mvm/protocol'
import type { MerkleTrie, TrieEntry } from '../trie/MerkleTrie.ts'
import type { AccountState } from './AccountState.ts'
import type { AccountChange, CommittedState, Slot } from './CommittedState.ts'
import { encodeAccount } from './encodeAccount.ts'
import { encodeStorageValue } from './encodeStorageValue.ts'
import type { StorageValue } from './StorageValue.ts'
import type { AccountEntry } from './WorldState.ts'

export interface StateChanges {
  readonly stateRoot: StateRoot
  /** Trie nodes that are new, by their hash. */
  readonly nodes: Map<Hash, Uint8Array>
  /** Codes that accounts newly have. */
  readonly codes: Map<CodeHash, Uint8Array>
  /** The state at the new root. */
  readonly committed: CommittedState
}

/** Writes a block's changes into the tries: each storage trie once, then the state trie once. */
export function commitWorldState(
  committed: CommittedState,
  entries: ReadonlyMap<Address, AccountEntry>,
  newCodes: ReadonlyMap<CodeHash, Uint8Array>,
): StateChanges {
  const nodes = new Map<Hash, Uint8Array>()
  const codes = new Map<CodeHash, Uint8Array>()
  const store = (hash: Hash, encoding: Uint8Array): void => {
    nodes.set(hash, encoding)
  }
  const changes = new Map<Address, AccountChange>()
  const leaves: TrieEntry[] = []
  for (const [address, entry] of entries) {
    const change = changeOf(committed, address, entry, store)
    if (change === null) continue
    changes.set(address, change)
    leaves.push({
      key: committed.accountKey(address),
      value: change.account === null ? null : encodeAccount(change.account),
    })
    if (change.account === null) continue
    const codeHash = asHash<CodeHash>(toHex(change.account.codeHash))
    const code = newCodes.get(codeHash)
    if (code !== undefined) codes.set(codeHash, code)
  }
  const trie = committed.forkTrie()
  trie.update(leaves)
  const stateRoot = asHash<StateRoot>(toHex(trie.commit(store)))
  return {
    stateRoot,
    nodes,
    codes,
    committed: committed.successor(stateRoot, trie, changes, nodes, codes),
  }
}

function changeOf(
  committed: CommittedState,
  address: Address,
  entry: AccountEntry,
  store: (hash: Hash, encoding: Uint8Array) => void,
): AccountChange | null {
  const { slots: written, isCleared } = entry
  // Only made warm: neither read nor written.
  if (entry.account === undefined && !hasWrites(entry)) return null
  const before = committed.account(address)
  const account = entry.account === undefined ? before : entry.account
  if (account === null) {
    return before === null ? null : { account, slots: new Map(), isCleared: true, storage: null }
  }
  const slots = new Map<Slot, StorageValue>()
  for (const [slot, { value, originalIn }] of written) {
    if (originalIn === 0 || value === undefined) continue
    if (!isCleared && isSame(value, committed.storage(address, slot))) continue
    slots.set(slot, value)
  }
  let storage: MerkleTrie | null = null
  let storageRoot = account.storageRoot
  if (slots.size > 0 || isCleared) {
    storage = isCleared ? committed.emptyTrie() : committed.forkStorage(address)
    const leaves: TrieEntry[] = []
    for (const [slot, value] of slots) {
      const key = committed.slotKey(address, slot)
      leaves.push({ key, value: value.length === 0 ? null : encodeStorageValue(value) })
    }
    storage.update(leaves)
    storageRoot = storage.commit(store)
  }
  const after: AccountState = { ...account, storageRoot }
  if (before !== null && slots.size === 0 && !isCleared && isSameAccount(before, after)) return null
  return { account: after, slots, isCleared, storage }
}

function hasWrites({ slots }: AccountEntry): boolean {
  for (const { originalIn } of slots.values()) if (originalIn !== 0) return true
  return false
}

function isSameAccount(a: AccountState, b: AccountState): boolean {
  return (
    a === b ||
    (a.nonce === b.nonce &&
      a.balance === b.balance &&
      isSame(a.storageRoot, b.storageRoot) &&
      isSame(a.codeHash, b.codeHash))
  )
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || Buffer.compare(a, b) === 0
}
