import type { Address } from '@mvm/protocol'
import { isPrecompile } from '../access/isAlwaysWarm.ts'
import { openAccount, putAccount } from '../account/Account.ts'
import { MachineStateError } from '../error/MachineStateError.ts'
import { MemoryTree } from '../memory/MemoryTree.ts'
import { pushed } from '../stack/pushed.ts'
import type { Frame } from '../state/Frame.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { Pending } from '../state/Pending.ts'
import { EMPTY_SLICE } from '../state/Slice.ts'
import type { World } from '../state/World.ts'
import { type ContentStore, EMPTY_CODE_HASH } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { CallFlag } from './CallFlag.ts'
import { countAt, treeAt } from './pendingOf.ts'
import { resumeFrame } from './resumeFrame.ts'

/** Depth of the innermost frame that there can be; the outermost has 1. */
export const MAX_DEPTH = 1025

/**
 * Makes the called frame. Words: caller, self, account of the code, value to move, CALLVALUE, gas, flags, input (root,
 * offset, length), where the output goes (offset, length).
 */
export function callEnterStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { frame: parent, pending, world: snap } = state
  if (pending === null) throw new MachineStateError({ problem: 'a call has an operation' })
  const words = pending.words as readonly [Address, Address, Address, bigint, bigint, bigint]
  const [caller, self, codeAddress, moved, value, gas] = words
  if (parent !== null && parent.depth >= MAX_DEPTH) return refuseCall(state, parent, gas)
  const world = transferred(snap, caller, self, moved, store, tape)
  if (world === null) {
    if (parent === null) throw new MachineStateError({ problem: 'the sender lacks the value' })
    return refuseCall(state, parent, gas)
  }
  const flags = countAt(pending, 6)
  const runsPrecompile = (flags & CallFlag.DELEGATED) === 0 && isPrecompile(codeAddress)
  const codeHash = runsPrecompile
    ? EMPTY_CODE_HASH
    : openAccount(store, world.stateRoot, codeAddress, tape).account.codeHash
  const frame: Frame = {
    depth: parent === null ? 1 : parent.depth + 1,
    parent,
    isStatic: (flags & CallFlag.STATIC) !== 0,
    isCreate: false,
    self,
    caller,
    codeHash,
    value,
    gas,
    pc: 0,
    stack: null,
    memoryWords: 0,
    memory: MemoryTree.empty,
    calldata: inputOf(pending),
    returndata: EMPTY_SLICE,
    dstOffset: countAt(pending, 10),
    dstLength: countAt(pending, 11),
    snap,
  }
  return runsPrecompile
    ? { ...state, kind: Kind.PRECOMPILE, world, frame, pending: { op: 0, words: [codeAddress] } }
    : resumeFrame(state, frame, world)
}

/** The caller goes on as if the call had failed at once; it keeps the gas that it gave. */
export function refuseCall(state: RunningState, parent: Frame, gas: bigint): RunningState {
  const stack = pushed(parent.stack, 0n)
  const frame = { ...parent, gas: parent.gas + gas, stack, returndata: EMPTY_SLICE }
  return resumeFrame(state, frame)
}

/** The world after a transfer; `null` when the sender has less. To oneself it is only looked at. */
function transferred(
  world: World,
  from: Address,
  to: Address,
  amount: bigint,
  store: ContentStore,
  tape: TapeRecorder | null,
): World | null {
  if (amount === 0n) return world
  const sender = openAccount(store, world.stateRoot, from, tape)
  if (sender.account.balance < amount) return null
  if (from === to) return world
  const debited = { ...sender.account, balance: sender.account.balance - amount }
  const between = putAccount(store, sender, debited, tape)
  const receiver = openAccount(store, between, to, tape)
  const credited = { ...receiver.account, balance: receiver.account.balance + amount }
  const stateRoot = putAccount(store, receiver, credited, tape) as World['stateRoot']
  return { ...world, stateRoot }
}

function inputOf(pending: Pending): Frame['calldata'] {
  return { tree: treeAt(pending, 7), offset: countAt(pending, 8), length: countAt(pending, 9) }
}
