import { type Address, fromHex } from '@mvm/protocol'
import { isAlwaysWarm } from '../access/isAlwaysWarm.ts'
import { TxMapEntry, txMapKey } from '../access/txMapKey.ts'
import { type Account, openAccount, putAccount } from '../account/Account.ts'
import { openWord, putWord } from '../account/openSlot.ts'
import { UnsupportedStepError } from '../error/UnsupportedStepError.ts'
import { MemoryTree } from '../memory/MemoryTree.ts'
import { readRange } from '../memory/readRange.ts'
import { createdAddress, createdAddress2 } from '../opcode/createdAddress.ts'
import { pushed } from '../stack/pushed.ts'
import type { Frame } from '../state/Frame.ts'
import type { RunningState } from '../state/MachineState.ts'
import { EMPTY_SLICE } from '../state/Slice.ts'
import type { World } from '../state/World.ts'
import { type ContentStore, EMPTY_CODE_HASH } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_TRIE_ROOT } from '../trie/emptyTrieRoot.ts'
import { MAX_DEPTH, refuseCall } from './callEnterStep.ts'
import type { ExecState } from './OpcodeStep.ts'
import { countAt, pendingOf, treeAt } from './pendingOf.ts'
import { resumeFrame } from './resumeFrame.ts'

const CREATE2 = 0xf5
const LAST_NONCE = (1n << 64n) - 1n

/** Makes the account and the frame of a creation. Words: value, gas, init code (root, offset, length), salt. */
export function createEnterStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  if (state.frame === null) throw new UnsupportedStepError({ kind: state.kind })
  const { frame: parent, pending } = pendingOf(state)
  const [value, gas] = pending.words as readonly [bigint, bigint]
  const creator = parent.self
  const init = readRange(treeAt(pending, 2), countAt(pending, 3), countAt(pending, 4), tape)
  const codeHash = store.keepCode(init)
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

  const place = openAccount(store, stateRoot, self, tape)
  if (isTaken(place.account)) return loseGas(state, parent, snap)
  const account = { ...place.account, nonce: 1n, balance: place.account.balance + value }
  let root = putAccount(store, place, account, tape)
  if (value > 0n) {
    const payer = openAccount(store, root, creator, tape)
    const paid = { ...payer.account, balance: payer.account.balance - value }
    root = putAccount(store, payer, paid, tape)
  }
  const created = openWord(store, snap.txMapRoot, txMapKey(TxMapEntry.CREATED, self), tape)
  const txMapRoot = putWord(store, created, 1n, tape)
  const frame: Frame = {
    depth: parent.depth + 1,
    parent,
    isStatic: false,
    isCreate: true,
    self,
    caller: creator,
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
  return resumeFrame(state, frame, { ...snap, stateRoot: root as World['stateRoot'], txMapRoot })
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
