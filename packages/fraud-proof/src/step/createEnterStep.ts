import { type Address, type CodeHash, fromHex } from '@mvm/protocol'
import { isAlwaysWarm } from '../access/isAlwaysWarm.ts'
import { TxMapEntry, txMapKey } from '../access/txMapKey.ts'
import { type Account, openAccount, putAccount } from '../account/Account.ts'
import { openWord, putWord } from '../account/openSlot.ts'
import { MachineStateError } from '../error/MachineStateError.ts'
import { MemoryTree } from '../memory/MemoryTree.ts'
import { readRange } from '../memory/readRange.ts'
import { createdAddress, createdAddress2 } from '../opcode/createdAddress.ts'
import { pushed } from '../stack/pushed.ts'
import type { Frame } from '../state/Frame.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { EMPTY_SLICE } from '../state/Slice.ts'
import type { World } from '../state/World.ts'
import { type ContentStore, EMPTY_CODE_HASH } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_TRIE_ROOT } from '../trie/emptyTrieRoot.ts'
import { MAX_DEPTH, refuseCall } from './callEnterStep.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import type { ExecState } from './OpcodeStep.ts'
import { countAt, treeAt } from './pendingOf.ts'
import { resumeFrame } from './resumeFrame.ts'
import { transactionOf } from './transactionOf.ts'

const CREATE2 = 0xf5
const LAST_NONCE = (1n << 64n) - 1n

/**
 * Makes the account and the frame of a creation. Words: value, gas, init code (root, offset, length), salt. That of a
 * creation transaction has no frame before it: nonce and warm address are dealt with.
 */
export function createEnterStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { frame: parent, pending } = state
  if (pending === null) throw new MachineStateError({ problem: 'a creation has an operation' })
  const [value, gas] = pending.words as readonly [bigint, bigint]
  const init = readRange(treeAt(pending, 2), countAt(pending, 3), countAt(pending, 4), tape)
  const codeHash = store.keepCode(init)
  if (parent === null) {
    const { origin, to } = transactionOf(state)
    const world = accountMade(state.world, origin, to, value, store, tape)
    if (world === null) {
      const halted = { op: 0, words: [ExitOutcome.HALTED, 0n] }
      return { ...state, kind: Kind.TX_FINALIZE, pending: halted }
    }
    const frame = createdFrame(null, origin, to, codeHash, value, gas, state.world)
    return resumeFrame(state, frame, world)
  }
  const creator = parent.self
  const opened = openAccount(store, state.world.stateRoot, creator, tape)
  const { nonce, balance } = opened.account
  if (parent.depth >= MAX_DEPTH || balance < value || nonce === LAST_NONCE) {
    return refuseCall(state, parent, gas)
  }
  const self =
    pending.op === CREATE2
      ? createdAddress2(creator, BigInt(pending.words[5] as bigint), fromHex(codeHash))
      : createdAddress(creator, nonce)
  const raised = { ...opened.account, nonce: nonce + 1n }
  const stateRoot = putAccount(store, opened, raised, tape) as World['stateRoot']
  const snap = warmed({ ...state.world, stateRoot }, state as ExecState, self, store, tape)
  const world = accountMade(snap, creator, self, value, store, tape)
  if (world === null) return loseGas(state, parent, snap)
  const frame = createdFrame(parent, creator, self, codeHash, value, gas, snap)
  return resumeFrame(state, frame, world)
}

function createdFrame(
  parent: Frame | null,
  caller: Address,
  self: Address,
  codeHash: CodeHash,
  value: bigint,
  gas: bigint,
  snap: World,
): Frame {
  return {
    depth: parent === null ? 1 : parent.depth + 1,
    parent,
    isStatic: false,
    isCreate: true,
    self,
    caller,
    codeHash,
    value,
    gas,
    pc: 0,
    stack: null,
    memoryWords: 0,
    memory: MemoryTree.empty,
    calldata: EMPTY_SLICE,
    returndata: EMPTY_SLICE,
    dstOffset: 0,
    dstLength: 0,
    snap,
  }
}

/** The world with the new account, its value and its mark; `null` when something is there already. */
function accountMade(
  before: World,
  payer: Address,
  self: Address,
  value: bigint,
  store: ContentStore,
  tape: TapeRecorder | null,
): World | null {
  const place = openAccount(store, before.stateRoot, self, tape)
  if (isTaken(place.account)) return null
  const account = { ...place.account, nonce: 1n, balance: place.account.balance + value }
  let root = putAccount(store, place, account, tape)
  if (value > 0n) {
    const opened = openAccount(store, root, payer, tape)
    const paid = { ...opened.account, balance: opened.account.balance - value }
    root = putAccount(store, opened, paid, tape)
  }
  const created = openWord(store, before.txMapRoot, txMapKey(TxMapEntry.CREATED, self), tape)
  const txMapRoot = putWord(store, created, 1n, tape)
  return { ...before, stateRoot: root as World['stateRoot'], txMapRoot }
}

/** EIP-684 and EIP-7610. */
function isTaken({ nonce, codeHash, storageRoot }: Account): boolean {
  return nonce !== 0n || codeHash !== EMPTY_CODE_HASH || storageRoot !== EMPTY_TRIE_ROOT
}

function warmed(
  world: World,
  state: ExecState,
  address: Address,
  store: ContentStore,
  tape: TapeRecorder | null,
): World {
  if (isAlwaysWarm(state, address)) return world
  const key = txMapKey(TxMapEntry.WARM_ADDRESS, address)
  const entry = openWord(store, world.txMapRoot, key, tape)
  return { ...world, txMapRoot: putWord(store, entry, 1n, tape) }
}

/** A collision: the creation fails with all its gas, but the creator's nonce and the warm address stay. */
function loseGas(state: RunningState, parent: Frame, world: World): RunningState {
  const frame = { ...parent, stack: pushed(parent.stack, 0n), returndata: EMPTY_SLICE }
  return resumeFrame(state, frame, world)
}
