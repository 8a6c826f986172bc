import { openAccount, putAccount } from '../account/Account.ts'
import { readRange } from '../memory/readRange.ts'
import { pushed } from '../stack/pushed.ts'
import { encodeWords } from '../state/encodeWords.ts'
import type { Frame } from '../state/Frame.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { EMPTY_SLICE, type Slice } from '../state/Slice.ts'
import { stateWords } from '../state/stateWords.ts'
import type { World } from '../state/World.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { CopySource } from './CopySource.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import { countAt, pendingOf, treeAt } from './pendingOf.ts'
import { resumeFrame } from './resumeFrame.ts'

/** EIP-170, EIP-3541. */
const MAX_CODE = 24_576
const CODE_BYTE_GAS = 200n
const RESERVED_BYTE = 0xef

/** What a frame leaves behind. */
interface Exit {
  readonly outcome: number
  readonly gas: bigint
  readonly world: World
  readonly output: Slice
}

/** Ends a frame. Words: outcome, output (root, offset, length). */
export function frameExitStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { frame } = pendingOf(state)
  const exit = exitOf(state, store, tape)
  const { parent } = frame
  if (parent === null) {
    const pending = { op: 0, words: [exit.outcome, exit.gas] }
    return { ...state, kind: Kind.TX_FINALIZE, world: exit.world, frame: null, pending }
  }
  tape?.append(encodeWords(stateWords.frame(parent)))
  const hasSucceeded = exit.outcome === ExitOutcome.SUCCEEDED
  const flag = !hasSucceeded ? 0n : frame.isCreate ? BigInt(frame.self) : 1n
  const after: Frame = {
    ...parent,
    gas: parent.gas + exit.gas,
    stack: pushed(parent.stack, flag),
    returndata: exit.output,
  }
  const length = Math.min(frame.dstLength, exit.output.length)
  if (length === 0) return resumeFrame(state, after, exit.world)
  const { tree, offset } = exit.output
  const words = [CopySource.TREE, tree, offset, length, frame.dstOffset, length, 0]
  const pending = { op: 0, words }
  return { ...state, kind: Kind.COPY, world: exit.world, frame: after, pending }
}

function exitOf(state: RunningState, store: ContentStore, tape: TapeRecorder | null): Exit {
  const { frame, pending } = pendingOf(state)
  const { snap, gas } = frame
  const outcome = countAt(pending, 0)
  const halted = { outcome: ExitOutcome.HALTED, gas: 0n, world: snap, output: EMPTY_SLICE }
  if (outcome === ExitOutcome.HALTED) return halted
  const output: Slice = {
    tree: treeAt(pending, 1),
    offset: countAt(pending, 2),
    length: countAt(pending, 3),
  }
  if (outcome === ExitOutcome.REVERTED) return { outcome, gas, world: snap, output }
  if (!frame.isCreate) return { outcome, gas, world: state.world, output }

  const price = CODE_BYTE_GAS * BigInt(output.length)
  if (output.length > MAX_CODE || price > gas) return halted
  const code = readRange(output.tree, output.offset, output.length, tape)
  if (code[0] === RESERVED_BYTE) return halted
  const opened = openAccount(store, state.world.stateRoot, frame.self, tape)
  const account = { ...opened.account, codeHash: store.keepCode(code) }
  const stateRoot = putAccount(store, opened, account, tape) as World['stateRoot']
  const world = { ...state.world, stateRoot }
  return { outcome, gas: gas - price, world, output: EMPTY_SLICE }
}
