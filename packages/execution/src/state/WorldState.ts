import { type Address, asHash, type CodeHash, keccak256, type Log, toHex } from '@mvm/protocol'
import { EMPTY_TRIE_ROOT } from '../trie/MerkleTrie.ts'
import { type AccountState, EMPTY_ACCOUNT, EMPTY_CODE_HASH } from './AccountState.ts'
import type { CommittedState, Slot } from './CommittedState.ts'
import { commitWorldState, type StateChanges } from './commitWorldState.ts'
import { isEmptyAccount } from './isEmptyAccount.ts'
import { isEmptyCode } from './isEmptyCode.ts'
import { type StorageValue, ZERO } from './StorageValue.ts'

/** One account as a block has changed it so far. */
export interface AccountEntry {
  /** `undefined` until somebody asks: an address can be warm without being read. */
  account: AccountState | null | undefined
  slots: Map<Slot, SlotEntry>
  /** What it had in storage before is gone. */
  isCleared: boolean
  /** See {@link WorldState.storageVersion}. */
  storageVersion: number
  /** The transaction in which the address is warm. */
  warmIn: number
}

export interface SlotEntry {
  /** `undefined` until somebody asks. */
  value: StorageValue | undefined
  /** Value before transaction `originalIn`; of another transaction, `value` is the original one. */
  original: StorageValue
  originalIn: number
  warmIn: number
}

/** What ends an execution that nobody needs any more, by throwing. An `AbortSignal` is one. */
export type Interrupt = Pick<AbortSignal, 'throwIfAborted'>

/** A point in a transaction to which {@link WorldState.revert} goes back. */
export type Checkpoint = number

/**
 * The state while a block runs: what it changed over a {@link CommittedState}, and the state of the current
 * transaction (warm sets, transient storage, created and destroyed accounts, logs, refund). All of it is
 * undone by a journal of single changes; nothing is copied. Accounts that become empty are removed (EIP-161),
 * unless the rules are older than that.
 */
export class WorldState {
  readonly committed: CommittedState
  readonly #keepsEmpty: boolean
  readonly #entries = new Map<Address, AccountEntry>()
  readonly #newCodes = new Map<CodeHash, Uint8Array>()
  readonly #created = new Set<Address>()
  readonly #destroyed = new Set<Address>()
  readonly #transient = new Map<string, StorageValue>()
  readonly #logs: Log[] = []
  #undo: (() => void)[] = []
  #transaction = 0
  #alwaysWarm: ReadonlySet<Address> = new Set()
  #refund = 0n
  /** What was accessed since it was asked for, also by frames that failed. */
  #accesses: Map<Address, Set<Slot>> | null = null
  #balanceChange = 0n
  #interrupt: Interrupt | null = null

  /** `keepsEmptyAccounts`: the rules before EIP-161, by which whatever is touched exists. */
  constructor(
    committed: CommittedState,
    { keepsEmptyAccounts = false }: { readonly keepsEmptyAccounts?: boolean } = {},
  ) {
    this.committed = committed
    this.#keepsEmpty = keepsEmptyAccounts
  }

  /** Σ of all balances now less Σ at the start of the block, in wei. */
  get balanceChange(): bigint {
    return this.#balanceChange
  }

  /** Logs of the current transaction. */
  get logs(): readonly Log[] {
    return this.#logs
  }

  /** Refund counter of the current transaction (EIP-3529), before its cap. */
  get refund(): bigint {
    return this.#refund
  }

  /** Accounts that executed SELFDESTRUCT in the current transaction, in that order. */
  get destroyed(): ReadonlySet<Address> {
    return this.#destroyed
  }

  /**
   * Starts a transaction: original values, warm sets and the rest count from here. `alwaysWarm` are the
   * addresses that are warm as a rule (precompiles).
   */
  beginTransaction(alwaysWarm: ReadonlySet<Address> = new Set()): void {
    this.#transaction += 1
    this.#alwaysWarm = alwaysWarm
    this.#undo = []
    this.#refund = 0n
    this.#logs.length = 0
    if (this.#created.size > 0) this.#created.clear()
    if (this.#destroyed.size > 0) this.#destroyed.clear()
    if (this.#transient.size > 0) this.#transient.clear()
  }

  /** Asks before every frame from now on whether to go on; frames of precompiles are among them. */
  interruptBy(interrupt: Interrupt): void {
    this.#interrupt = interrupt
  }

  checkpoint(): Checkpoint {
    this.#interrupt?.throwIfAborted()
    return this.#undo.length
  }

  /** Undoes every change of the current transaction since the checkpoint. */
  revert(checkpoint: Checkpoint): void {
    while (this.#undo.length > checkpoint) (this.#undo.pop() as () => void)()
  }

  account(address: Address): AccountState | null {
    return this.#read(address, this.#entry(address))
  }

  setAccount(address: Address, account: AccountState | null): void {
    const entry = this.#entry(address)
    const before = this.#read(address, entry)
    const isGone = account === null || (!this.#keepsEmpty && isEmptyAccount(account))
    const after = isGone ? null : account
    if (before === null && after === null) return
    const change = (after?.balance ?? 0n) - (before?.balance ?? 0n)
    entry.account = after
    this.#balanceChange += change
    this.#undo.push(() => {
      entry.account = before
      this.#balanceChange -= change
    })
  }

  balance(address: Address): bigint {
    return this.account(address)?.balance ?? 0n
  }

  /** Adds wei, or takes them away; the caller knows that the balance suffices. */
  changeBalance(address: Address, amount: bigint): void {
    if (amount === 0n) return
    const account = this.account(address) ?? EMPTY_ACCOUNT
    this.setAccount(address, { ...account, balance: account.balance + amount })
  }

  /** What a transfer of nothing does: an empty account is removed (EIP-161); before that, a missing one made. */
  touch(address: Address): void {
    this.setAccount(address, this.account(address) ?? EMPTY_ACCOUNT)
  }

  nonce(address: Address): bigint {
    return this.account(address)?.nonce ?? 0n
  }

  setNonce(address: Address, nonce: bigint): void {
    this.setAccount(address, { ...(this.account(address) ?? EMPTY_ACCOUNT), nonce })
  }

  code(address: Address): Uint8Array {
    const account = this.account(address)
    return account === null ? NO_CODE : this.codeOf(account)
  }

  codeOf({ codeHash }: AccountState): Uint8Array {
    if (isEmptyCode(codeHash)) return NO_CODE
    if (this.#newCodes.size > 0) {
      const written = this.#newCodes.get(asHash<CodeHash>(toHex(codeHash)))
      if (written !== undefined) return written
    }
    return this.committed.code(codeHash)
  }

  setCode(address: Address, code: Uint8Array): void {
    const codeHash = code.length === 0 ? EMPTY_CODE_HASH : keccak256(code)
    if (code.length > 0) this.#newCodes.set(asHash<CodeHash>(toHex(codeHash)), code)
    this.setAccount(address, { ...(this.account(address) ?? EMPTY_ACCOUNT), codeHash })
  }

  /** Removes an account with its storage and what it still holds. */
  deleteAccount(address: Address): void {
    this.setAccount(address, null)
    this.clearStorage(address)
  }

  /** Forgets an account's storage. */
  clearStorage(address: Address): void {
    const entry = this.#entry(address)
    const account = this.#read(address, entry)
    const { slots, isCleared } = entry
    const hasCommitted = !isCleared && this.committed.account(address) !== null
    if (slots.size === 0 && !hasCommitted) return
    entry.slots = new Map()
    for (const [slot, { warmIn }] of slots) {
      entry.slots.set(slot, { value: ZERO, original: ZERO, originalIn: 0, warmIn })
    }
    entry.isCleared = true
    entry.storageVersion += 1
    if (account !== null) entry.account = { ...account, storageRoot: EMPTY_TRIE_ROOT }
    this.#undo.push(() => {
      entry.slots = slots
      entry.isCleared = isCleared
      entry.storageVersion += 1
      entry.account = account
    })
  }

  /** Another number after whatever may have changed an account's storage, taking changes back among it. */
  storageVersion(address: Address): number {
    return this.#entry(address).storageVersion
  }

  storage(address: Address, slot: Slot): StorageValue {
    return this.#readSlot(address, slot, this.#slot(address, slot))
  }

  /** The slot's value before the current transaction (EIP-2200). */
  originalStorage(address: Address, slot: Slot): StorageValue {
    const entry = this.#slot(address, slot)
    if (entry.originalIn === this.#transaction) return entry.original
    return this.#readSlot(address, slot, entry)
  }

  /** `value` has no leading zeros. */
  setStorage(address: Address, slot: Slot, value: StorageValue): void {
    const account = this.#entry(address)
    const entry = this.#slotOf(account, slot)
    const before = this.#readSlot(address, slot, entry)
    if (entry.originalIn !== this.#transaction) {
      entry.original = before
      entry.originalIn = this.#transaction
    }
    entry.value = value
    account.storageVersion += 1
    this.#undo.push(() => {
      entry.value = before
      account.storageVersion += 1
    })
  }

  transient(address: Address, slot: Slot): StorageValue {
    return this.#transient.get(address + slot) ?? ZERO
  }

  setTransient(address: Address, slot: Slot, value: StorageValue): void {
    const key = address + slot
    const before = this.#transient.get(key) ?? ZERO
    this.#transient.set(key, value)
    this.#undo.push(() => this.#transient.set(key, before))
  }

  isWarm(address: Address): boolean {
    return this.#entries.get(address)?.warmIn === this.#transaction || this.#alwaysWarm.has(address)
  }

  /** Puts an address into the accessed addresses of EIP-2929. */
  warm(address: Address): void {
    const entry = this.#entry(address)
    const before = entry.warmIn
    if (before === this.#transaction) return
    if (this.#accesses !== null) this.#recordAccess(address)
    entry.warmIn = this.#transaction
    this.#undo.push(() => {
      entry.warmIn = before
    })
  }

  isWarmSlot(address: Address, slot: Slot): boolean {
    return this.#slot(address, slot).warmIn === this.#transaction
  }

  /** Puts a slot into the accessed storage keys of EIP-2929. */
  warmSlot(address: Address, slot: Slot): void {
    const entry = this.#slot(address, slot)
    const before = entry.warmIn
    if (before === this.#transaction) return
    if (this.#accesses !== null) this.#recordAccess(address).add(slot)
    entry.warmIn = this.#transaction
    this.#undo.push(() => {
      entry.warmIn = before
    })
  }

  /** From now on keeps what becomes warm; the returned map fills up as it happens. */
  recordAccesses(): ReadonlyMap<Address, ReadonlySet<Slot>> {
    this.#accesses = new Map()
    return this.#accesses
  }

  /** Whether the current transaction created the account (EIP-6780). */
  isCreated(address: Address): boolean {
    return this.#created.has(address)
  }

  markCreated(address: Address): void {
    if (this.#created.has(address)) return
    this.#created.add(address)
    this.#undo.push(() => this.#created.delete(address))
  }

  markDestroyed(address: Address): void {
    if (this.#destroyed.has(address)) return
    this.#destroyed.add(address)
    this.#undo.push(() => this.#destroyed.delete(address))
  }

  addLog(log: Log): void {
    this.#logs.push(log)
    this.#undo.push(() => this.#logs.pop())
  }

  setRefund(refund: bigint): void {
    const before = this.#refund
    if (before === refund) return
    this.#refund = refund
    this.#undo.push(() => {
      this.#refund = before
    })
  }

  /** The root of all that was changed, with the trie nodes and codes that are new. Once, at the block's end. */
  commit(): StateChanges {
    return commitWorldState(this.committed, this.#entries, this.#newCodes)
  }

  #recordAccess(address: Address): Set<Slot> {
    const accesses = this.#accesses as Map<Address, Set<Slot>>
    let slots = accesses.get(address)
    if (slots === undefined) {
      slots = new Set()
      accesses.set(address, slots)
    }
    return slots
  }

  #entry(address: Address): AccountEntry {
    const known = this.#entries.get(address)
    if (known !== undefined) return known
    const entry: AccountEntry = {
      account: undefined,
      slots: new Map(),
      isCleared: false,
      storageVersion: 0,
      warmIn: 0,
    }
    this.#entries.set(address, entry)
    return entry
  }

  #read(address: Address, entry: AccountEntry): AccountState | null {
    if (entry.account === undefined) entry.account = this.committed.account(address)
    return entry.account
  }

  #slot(address: Address, slot: Slot): SlotEntry {
    return this.#slotOf(this.#entry(address), slot)
  }

  #slotOf(account: AccountEntry, slot: Slot): SlotEntry {
    const known = account.slots.get(slot)
    if (known !== undefined) return known
    const value = account.isCleared ? ZERO : undefined
    const entry = { value, original: ZERO, originalIn: 0, warmIn: 0 }
    account.slots.set(slot, entry)
    return entry
  }

  #readSlot(address: Address, slot: Slot, entry: SlotEntry): StorageValue {
    if (entry.value === undefined) entry.value = this.committed.storage(address, slot)
    return entry.value
  }
}

const NO_CODE = new Uint8Array()
