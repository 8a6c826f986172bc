import {
  type Address,
  type DepositTransaction,
  type Hex,
  recoverAuthorization,
  type TraceKind,
  toHex,
} from '@mvm/protocol'
import type { WorldView } from '../block/TransactionWatcher.ts'
import type { ObservedFrame, ObservedStep } from '../engine/FrameObserver.ts'
import { contractAddress } from '../transaction/contractAddress.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { addressOf } from './addressOf.ts'
import { readMemory } from './readMemory.ts'
import { saltedAddress } from './saltedAddress.ts'
import { slotWord } from './slotWord.ts'
import type { TraceBudget } from './TraceBudget.ts'
import type { TraceJson, Tracer } from './Tracer.ts'

const SLOAD = 0x54
const SSTORE = 0x55
const CREATE = 0xf0
const CREATE2 = 0xf5
/** BALANCE, EXTCODESIZE, EXTCODECOPY, EXTCODEHASH, SELFDESTRUCT. */
const LOOKS_AT_TOP: ReadonlySet<number> = new Set([0x31, 0x3b, 0x3c, 0x3f, 0xff])

/** An account as it is at some moment. */
interface AccountShot {
  readonly exists: boolean
  readonly balance: bigint
  readonly nonce: bigint
  readonly code: Uint8Array
  readonly slots: Map<Hex, Hex>
}

/** What a transaction looked at, as it was before, and what it made of it (geth's prestateTracer). */
export class PrestateTracer implements Tracer {
  readonly #kind: Extract<TraceKind, { kind: 'prestate' }>
  readonly #budget: TraceBudget
  readonly #coinbase: Address
  readonly #before = new Map<Address, AccountShot>()
  #view: WorldView | null = null

  constructor(
    kind: Extract<TraceKind, { kind: 'prestate' }>,
    budget: TraceBudget,
    coinbase: Address,
  ) {
    this.#kind = kind
    this.#budget = budget
    this.#coinbase = coinbase
  }

  begin(transaction: ExecutableTransaction | DepositTransaction, view: WorldView): void {
    this.#view = view
    const { to } = transaction
    if (transaction.type === 0x7e && 'from' in transaction) this.#look(transaction.from)
    else if ('signer' in transaction) {
      this.#look(transaction.signer)
      if (to === null) this.#look(contractAddress(transaction.signer, transaction.nonce))
      for (const authorization of transaction.authorizationList) {
        const authority = recoverAuthorization(authorization)
        if (authority !== undefined) this.#look(authority)
      }
    }
    if (to !== null) this.#look(to)
    this.#look(this.#coinbase)
  }

  onEnter({ to }: ObservedFrame): void {
    if (to !== null) this.#look(to)
  }

  onStep(step: ObservedStep): void {
    this.#budget.step()
    const { opcode, self } = step
    const top = step.peek(0)
    if (top === undefined) return
    if (opcode === SLOAD || opcode === SSTORE) this.#lookAtSlot(self, slotWord(top))
    else if (LOOKS_AT_TOP.has(opcode)) this.#look(addressOf(top))
    else if (opcode === CREATE || opcode === CREATE2) this.#lookAtNew(step)
  }

  end(_executed: ExecutedTransaction, view: WorldView): TraceJson {
    if (!this.#kind.isDiff) {
      const shots = [...this.#before].map(([address, shot]) => [address, this.#format(shot)])
      return Object.fromEntries(shots)
    }
    const pre: { [address: string]: TraceJson } = {}
    const post: { [address: string]: TraceJson } = {}
    for (const [address, before] of this.#before) {
      const after = shotOf(view, address, [...before.slots.keys()])
      const change = this.#changeOf(before, after)
      if (change === null) continue
      const isNewContract = !before.exists && view.isCreated(address)
      if (!isNewContract) pre[address] = this.#format(before, changedSlots(before, after))
      if (after.exists) post[address] = change
    }
    return { pre, post }
  }

  #look(address: Address): AccountShot {
    const known = this.#before.get(address)
    if (known !== undefined) return known
    const shot = shotOf(this.#view as WorldView, address, [])
    this.#budget.spend(150 + shot.code.length * 2)
    this.#before.set(address, shot)
    return shot
  }

  #lookAtNew(step: ObservedStep): void {
    const { opcode, self } = step
    const [offset, length, salt] = [step.peek(1), step.peek(2), step.peek(3)]
    if (offset === undefined || length === undefined) return
    if (opcode === CREATE) {
      const nonce = (this.#view as WorldView).account(self)?.nonce ?? 0n
      this.#look(contractAddress(self, nonce))
    } else if (salt !== undefined) {
      this.#look(saltedAddress(self, salt, readMemory(step, offset, length)))
    }
  }

  #lookAtSlot(address: Address, slot: Hex): void {
    const { slots } = this.#look(address)
    if (slots.has(slot)) return
    this.#budget.spend(140)
    slots.set(slot, word((this.#view as WorldView).storage(address, slot)))
  }

  #format(shot: AccountShot, slots: ReadonlyMap<Hex, Hex> = shot.slots): TraceJson {
    const { balance, nonce, code } = shot
    const { hasCode, hasStorage } = this.#kind
    return {
      balance: `0x${balance.toString(16)}`,
      ...(nonce === 0n ? {} : { nonce: Number(nonce) }),
      ...(hasCode && code.length > 0 ? { code: toHex(code) } : {}),
      ...(hasStorage && slots.size > 0 ? { storage: Object.fromEntries(slots) } : {}),
    }
  }

  /** What is different afterwards; `null` if nothing is. */
  #changeOf(before: AccountShot, after: AccountShot): TraceJson | null {
    const { hasCode, hasStorage } = this.#kind
    const slots = changedSlots(after, before)
    const isStored = changedSlots(before, after).size > 0 || slots.size > 0
    const isCodeChanged = Buffer.compare(before.code, after.code) !== 0
    const change = {
      ...(before.balance === after.balance ? {} : { balance: `0x${after.balance.toString(16)}` }),
      ...(before.nonce === after.nonce ? {} : { nonce: Number(after.nonce) }),
      ...(hasCode && isCodeChanged ? { code: toHex(after.code) } : {}),
      ...(hasStorage && slots.size > 0 ? { storage: Object.fromEntries(slots) } : {}),
    }
    const isSame = Object.keys(change).length === 0 && before.exists === after.exists
    return isSame && !(hasStorage && isStored) ? null : change
  }
}

const NOBODY = { exists: false, balance: 0n, nonce: 0n, code: new Uint8Array() }
const ZERO_WORD = slotWord(0n)

function shotOf(view: WorldView, address: Address, slots: readonly Hex[]): AccountShot {
  const account = view.account(address)
  const stored = new Map(slots.map((slot) => [slot, word(view.storage(address, slot))] as const))
  if (account === null) return { ...NOBODY, slots: stored }
  const { balance, nonce } = account
  const code = view.codeOf(account)
  const exists = balance > 0n || nonce > 0n || code.length > 0
  return { exists, balance, nonce, code, slots: stored }
}

/** Slots of the first whose word is another in the second, but for those that are empty in the first. */
function changedSlots(of: AccountShot, other: AccountShot): Map<Hex, Hex> {
  return new Map(
    [...of.slots].filter(([slot, value]) => value !== other.slots.get(slot) && value !== ZERO_WORD),
  )
}

function word(value: Uint8Array): Hex {
  return `0x${toHex(value).slice(2).padStart(64, '0')}`
}
