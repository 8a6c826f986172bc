import {
  type Address,
  asHash,
  type CodeHash,
  fromHex,
  type Hash,
  type Hex,
  keccak256,
  type StateRoot,
  toHex,
} from '@mvm/protocol'
import { MerkleTrie } from '../trie/MerkleTrie.ts'
import type { AccountState } from './AccountState.ts'
import { type CodeCache, createCodeCache } from './createCodeCache.ts'
import { decodeAccount } from './decodeAccount.ts'
import { decodeStorageValue } from './decodeStorageValue.ts'
import { isEmptyCode } from './isEmptyCode.ts'
import type { StateReader } from './StateReader.ts'
import { type StorageValue, ZERO } from './StorageValue.ts'

/** A storage slot's number as 32 bytes of hexadecimal. */
export type Slot = Hex

interface KnownAccount {
  readonly key: Uint8Array
  account: AccountState | null
  slots: Map<Slot, KnownSlot>
  /** Opened on the first read of an unknown slot. */
  storage: MerkleTrie | null
}

interface KnownSlot {
  readonly key: Uint8Array
  value: StorageValue
}

/** What one block did to the state, for {@link CommittedState.successor}. */
export interface AccountChange {
  readonly account: AccountState | null
  readonly slots: ReadonlyMap<Slot, StorageValue>
  /** The account lost its former storage. */
  readonly isCleared: boolean
  readonly storage: MerkleTrie | null
}

/**
 * The state at one root, read through tries and remembered in decoded form. It never changes; a block makes a
 * {@link CommittedState.successor} that takes over what is remembered, after which this one starts anew.
 */
export class CommittedState {
  readonly stateRoot: StateRoot
  readonly #reader: StateReader
  readonly #codes: CodeCache
  #accounts: Map<Address, KnownAccount>
  #trie: MerkleTrie
  #size: { value: number }

  constructor(reader: StateReader, stateRoot: StateRoot, codes: CodeCache = createCodeCache()) {
    this.stateRoot = stateRoot
    this.#reader = reader
    this.#codes = codes
    this.#accounts = new Map()
    this.#size = { value: 0 }
    this.#trie = this.#openTrie(fromHex(stateRoot))
  }

  /** How many decoded accounts, slots and trie nodes are remembered, roughly. */
  get size(): number {
    return this.#size.value
  }

  account(address: Address): AccountState | null {
    return this.#known(address).account
  }

  /** keccak256 of the address: its key in the state trie. */
  accountKey(address: Address): Uint8Array {
    return this.#known(address).key
  }

  /** Always the same: it never changes. */
  storageVersion(): number {
    return 0
  }

  storage(address: Address, slot: Slot): StorageValue {
    return this.#knownSlot(address, slot).value
  }

  /** keccak256 of the slot: its key in the storage trie. */
  slotKey(address: Address, slot: Slot): Uint8Array {
    return this.#knownSlot(address, slot).key
  }

  code(codeHash: Uint8Array): Uint8Array {
    if (isEmptyCode(codeHash)) return NO_CODE
    const hash = asHash<CodeHash>(toHex(codeHash))
    const known = this.#codes.get(hash)
    if (known !== undefined) return known
    const code = this.#reader.code(hash)
    this.#codes.set(hash, code)
    return code
  }

  /** The state trie, to be changed by the caller. */
  forkTrie(): MerkleTrie {
    return this.#trie.fork()
  }

  /** An account's storage trie, to be changed by the caller;. */
  forkStorage(address: Address): MerkleTrie {
    return this.#storageOf(this.#known(address)).fork()
  }

  /** An empty trie over the same reader. */
  emptyTrie(): MerkleTrie {
    return this.#openTrie()
  }

  /** The state that a block leaves behind, knowing all that this one knows. */
  successor(
    stateRoot: StateRoot,
    trie: MerkleTrie,
    changes: ReadonlyMap<Address, AccountChange>,
    nodes: ReadonlyMap<Hash, Uint8Array>,
    codes: ReadonlyMap<CodeHash, Uint8Array>,
  ): CommittedState {
    const next = new CommittedState(this.#reader, stateRoot, this.#codes)
    for (const [hash, code] of codes) this.#codes.set(hash, code)
    next.#trie = trie
    next.#accounts = this.#accounts
    next.#size = this.#size
    next.#size.value += nodes.size
    this.#accounts = new Map()
    for (const [address, change] of changes) next.#apply(address, change)
    return next
  }

  #apply(address: Address, change: AccountChange): void {
    let known = this.#accounts.get(address)
    if (known === undefined) {
      known = { key: keccak256(fromHex(address)), account: null, slots: new Map(), storage: null }
      this.#accounts.set(address, known)
    }
    known.account = change.account
    if (change.storage !== null || change.isCleared) known.storage = change.storage
    if (change.isCleared || change.account === null) known.slots = new Map()
    for (const [slot, value] of change.slots) {
      const knownSlot = known.slots.get(slot)
      if (knownSlot === undefined) {
        known.slots.set(slot, { key: keccak256(fromHex(slot)), value })
        this.#size.value += 1
      } else {
        knownSlot.value = value
      }
    }
  }

  #known(address: Address): KnownAccount {
    const known = this.#accounts.get(address)
    if (known !== undefined) return known
    const key = keccak256(fromHex(address))
    const leaf = this.#trie.get(key)
    const account = leaf === null ? null : decodeAccount(leaf)
    const read = { key, account, slots: new Map(), storage: null }
    this.#accounts.set(address, read)
    this.#size.value += 1
    return read
  }

  #knownSlot(address: Address, slot: Slot): KnownSlot {
    const account = this.#known(address)
    const known = account.slots.get(slot)
    if (known !== undefined) return known
    const key = keccak256(fromHex(slot))
    const encoded = account.account === null ? null : this.#storageOf(account).get(key)
    const read = { key, value: encoded === null ? ZERO : decodeStorageValue(encoded) }
    account.slots.set(slot, read)
    this.#size.value += 1
    return read
  }

  #storageOf(known: KnownAccount): MerkleTrie {
    known.storage ??= this.#openTrie(known.account?.storageRoot)
    return known.storage
  }

  #openTrie(root?: Uint8Array): MerkleTrie {
    const size = this.#size
    const reader = this.#reader
    return new MerkleTrie((hash) => {
      size.value += 1
      return reader.trieNode(hash)
    }, root)
  }
}

const NO_CODE = new Uint8Array()
