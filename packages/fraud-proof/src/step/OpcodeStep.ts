import type { MemoryTree } from '../memory/MemoryTree.ts'
import { memoryCost, wordsToReach } from '../opcode/memoryCost.ts'
import { pushed } from '../stack/pushed.ts'
import type { StackCell } from '../stack/StackCell.ts'
import { EMPTY_STACK_HASH, stackHash } from '../stack/stackHash.ts'
import { encodeWords } from '../state/encodeWords.ts'
import type { Frame } from '../state/Frame.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { PendingWord } from '../state/Pending.ts'
import type { Transaction } from '../state/Transaction.ts'
import type { World } from '../state/World.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { haltFrame } from './haltFrame.ts'

/** An EXEC state with its parts, of which the transaction is never absent. */
export interface ExecState extends RunningState {
  readonly kind: typeof Kind.EXEC
  readonly transaction: Transaction
  readonly frame: Frame
}

/**
 * One opcode under way: the state that it began in, and what it has made of it so far. An opcode ends with
 * {@link next}, {@link suspend} or {@link halt}; a halt gives the state it began in, whatever was changed here.
 */
export class OpcodeStep {
  readonly state: ExecState
  readonly opcode: number
  readonly code: Uint8Array
  readonly store: ContentStore
  readonly tape: TapeRecorder | null
  /** Values opened, the top of the stack first. */
  readonly args: readonly bigint[]
  world: World
  gas: bigint
  pc: number
  stack: StackCell | null
  memory: MemoryTree
  memoryWords: number

  constructor(
    state: ExecState,
    opcode: number,
    code: Uint8Array,
    gas: bigint,
    pops: number,
    store: ContentStore,
    tape: TapeRecorder | null,
  ) {
    const { frame } = state
    this.state = state
    this.opcode = opcode
    this.code = code
    this.store = store
    this.tape = tape
    this.world = state.world
    this.gas = gas
    this.pc = frame.pc + 1
    this.memory = frame.memory
    this.memoryWords = frame.memoryWords
    const args: bigint[] = []
    let stack = frame.stack
    for (let i = 0; i < pops; i++) {
      const cell = stack as StackCell
      args.push(cell.value)
      stack = cell.below
    }
    this.args = args
    this.stack = stack
    if (tape !== null && pops > 0) {
      const below = stack === null ? EMPTY_STACK_HASH : stackHash(stack)
      tape.append(encodeWords([below, ...args.toReversed()]))
    }
  }

  get frame(): Frame {
    return this.state.frame
  }

  /** The i-th value from the top. */
  arg(i: number): bigint {
    return this.args[i] as bigint
  }

  push(value: bigint): void {
    this.stack = pushed(this.stack, value)
  }

  /** Takes gas; false when there is not enough, and then the opcode has to halt. */
  charge(gas: bigint): boolean {
    if (gas > this.gas) return false
    this.gas -= gas
    return true
  }

  /** Makes memory reach to the end of a range; false when gas does not pay for it. */
  expand(offset: bigint, length: bigint): boolean {
    const words = wordsToReach(offset, length)
    if (words === null) return false
    if (words <= this.memoryWords) return true
    if (!this.charge(memoryCost(words) - memoryCost(this.memoryWords))) return false
    this.memoryWords = words
    return true
  }

  /** The frame goes on with the next opcode. */
  next(change: Partial<Frame> = NO_CHANGE): RunningState {
    return this.#end(Kind.EXEC, null, change)
  }

  /** Ends with one value pushed. */
  result(value: bigint): RunningState {
    this.push(value)
    return this.#end(Kind.EXEC, null, NO_CHANGE)
  }

  /** What is left of the opcode is done by steps of another kind. */
  suspend(
    kind: PendingKind,
    words: readonly PendingWord[],
    op: number = this.opcode,
  ): RunningState {
    return this.#end(kind, { op, words }, NO_CHANGE)
  }

  halt(): RunningState {
    return haltFrame(this.state)
  }

  #end(
    kind: RunningState['kind'],
    pending: RunningState['pending'],
    change: Partial<Frame>,
  ): RunningState {
    const { block, transaction, frame } = this.state
    const after: Frame = {
      depth: frame.depth,
      parent: frame.parent,
      isStatic: frame.isStatic,
      isCreate: frame.isCreate,
      self: frame.self,
      caller: frame.caller,
      codeHash: frame.codeHash,
      value: frame.value,
      gas: this.gas,
      pc: this.pc,
      stack: this.stack,
      memoryWords: this.memoryWords,
      memory: this.memory,
      calldata: frame.calldata,
      returndata: frame.returndata,
      dstOffset: frame.dstOffset,
      dstLength: frame.dstLength,
      snap: frame.snap,
    }
    return {
      kind,
      world: this.world,
      block,
      transaction,
      frame: change === NO_CHANGE ? after : { ...after, ...change },
      pending,
    }
  }
}

/** Kinds by which an opcode can go on. */
export type PendingKind =
  | typeof Kind.CALL_ENTER
  | typeof Kind.CREATE_ENTER
  | typeof Kind.COPY
  | typeof Kind.KECCAK
  | typeof Kind.FRAME_EXIT

const NO_CHANGE: Partial<Frame> = {}
