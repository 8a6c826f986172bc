import { setImmediate } from 'node:timers/promises'
import { hashState, openingOf, type StateHash } from '../state/hashState.ts'
import type { MachineState, RunningState } from '../state/MachineState.ts'
import { moduleId, moduleOf } from '../step/moduleOf.ts'
import { isMoving } from '../step/stepAt.ts'
import { TapeRecorder } from '../tape/TapeRecorder.ts'
import type { BlockMachine } from './BlockMachine.ts'
import { offsetOf, type Position, slotOf } from './position.ts'
import {
  type BlockTraceOptions,
  type Checkpoint,
  type PassedTrace,
  type Slot,
  tracePass,
} from './tracePass.ts'

/** For which a pass has the thread. */
const SLICE_MS = 50

/** A step as L1 is asked for it. */
export interface StepProof {
  readonly preHash: StateHash
  readonly postHash: StateHash
  readonly moduleId: number
  readonly tape: Uint8Array
}

/**
 * All states of a block's trace, 0 … 2^38 (spec 4.1). They are gone through once, without hashing any; what is asked
 * for is executed again from the checkpoint before it, which drops the nodes of tries that only the states of the answer
 * before led to: its machine's store is this trace's. Once a slot's input is done, nothing moves until the next slot.
 */
export class BlockTrace {
  readonly #machine: BlockMachine
  readonly #slots: readonly Slot[]
  readonly #last: MachineState
  /** Memory that it takes, roughly. */
  readonly keptBytes: number

  /**
   * @param start The state before BLOCK_BEGIN.
   * @param passed What {@link tracePass} gives, if it has been made.
   * @throws What {@link tracePass} throws.
   */
  constructor(
    start: RunningState,
    machine: BlockMachine,
    options: BlockTraceOptions = {},
    passed: PassedTrace = atOnce(tracePass(start, machine, options)),
  ) {
    this.#machine = machine
    this.#slots = passed.slots
    this.#last = passed.last
    this.keptBytes = machine.store.keptBytes + passed.stateBytes
  }

  /** One that lets others have the thread every now and then while it goes through the block. */
  static async inSlices(
    start: RunningState,
    machine: BlockMachine,
    options: BlockTraceOptions = {},
  ): Promise<BlockTrace> {
    const pass = tracePass(start, machine, options)
    for (let restedAtMs = performance.now(); ; ) {
      const { done, value } = pass.next()
      if (done === true) return new BlockTrace(start, machine, options, value)
      if (performance.now() - restedAtMs < SLICE_MS) continue
      await setImmediate()
      restedAtMs = performance.now()
    }
  }

  /** Slots in which something moves: the inputs', and two. */
  get slotCount(): number {
    return this.#slots.length
  }

  /** Steps of a slot that move. */
  stepsOf(slot: number): number {
    return this.#slots[slot]?.steps ?? 0
  }

  stateAt(position: Position): MachineState {
    return this.#stateAt(position, -1, this.#last)
  }

  /** The commitments at ascending positions, in one pass over what lies between them. */
  hashesAt(positions: readonly Position[]): StateHash[] {
    return Array.from(this.statesAt(positions), hashState)
  }

  /** The states at ascending positions, one after the other, in one pass over what lies between them. */
  *statesAt(positions: readonly Position[]): Generator<MachineState> {
    let at: Position = -1
    let state: MachineState = this.#last
    for (const position of positions) {
      state = this.#stateAt(position, at, state)
      at = position
      yield state
    }
  }

  /** The step that begins with a position's state. */
  proofAt(position: Position): StepProof {
    const { store, take } = this.#machine
    const state = this.stateAt(position)
    const tape = new TapeRecorder()
    let after = state
    if (isMoving(state, position)) after = take(state, tape)
    else for (const element of openingOf(state)) tape.append(element)
    return {
      preHash: hashState(state),
      postHash: hashState(after),
      moduleId: moduleId(moduleOf(state, store)),
      tape: tape.encode(),
    }
  }

  /** From the checkpoint before a position, or from an earlier position's state if that is nearer. */
  #stateAt(position: Position, known: Position, knownState: MachineState): MachineState {
    const slotNumber = slotOf(position)
    const slot = this.#slots[slotNumber]
    if (slot === undefined) return this.#last
    const offset = offsetOf(position)
    if (offset >= slot.steps) return this.#slots[slotNumber + 1]?.checkpoints[0].state ?? this.#last
    const checkpoint = lastBefore(slot.checkpoints, offset)
    const kept = position - offset + checkpoint.offset
    if (known > kept && known <= position) return this.#advance(knownState, known, position)
    this.#machine.store.dropRecent()
    return this.#advance(checkpoint.state, kept, position)
  }

  /** From a state on to a later position of its slot. */
  #advance(from: MachineState, at: Position, position: Position): MachineState {
    let state = from
    for (let i = at; i < position; i++) state = this.#machine.take(state, null)
    return state
  }
}

function atOnce(pass: Generator<undefined, PassedTrace>): PassedTrace {
  for (;;) {
    const { done, value } = pass.next()
    if (done === true) return value
  }
}

/** The last checkpoint that does not come after an offset. */
function lastBefore(checkpoints: Slot['checkpoints'], offset: number): Checkpoint {
  let low = 0
  let high = checkpoints.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((checkpoints[middle] as Checkpoint).offset <= offset) low = middle
    else high = middle
  }
  return checkpoints[low] as Checkpoint
}
