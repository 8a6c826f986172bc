import { MachineStateError } from '../error/MachineStateError.ts'
import { hashState, openingOf, type StateHash } from '../state/hashState.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState, RunningState } from '../state/MachineState.ts'
import { moduleId, moduleOf } from '../step/moduleOf.ts'
import { isMoving, SLOT_STEPS } from '../step/stepAt.ts'
import { TapeRecorder } from '../tape/TapeRecorder.ts'
import type { BlockMachine } from './BlockMachine.ts'
import { offsetOf, type Position, slotOf } from './position.ts'
import { workOf } from './workOf.ts'

export interface BlockTraceOptions {
  /** Steps after which a state is kept. More need less memory, and more time for each question. @default 16384 */
  readonly checkpointSteps?: number
  /** Nodes of tries that were read or added, after which a state is kept though the steps were fewer. @default 8192 */
  readonly checkpointNodes?: number
  readonly signal?: AbortSignal
}

/** A step as L1 is asked for it. */
export interface StepProof {
  readonly preHash: StateHash
  readonly postHash: StateHash
  readonly moduleId: number
  readonly tape: Uint8Array
}

interface Checkpoint {
  /** Steps since the slot's beginning. */
  readonly offset: number
  readonly state: MachineState
}

interface Slot {
  /** From the slot's first state on; from one to the next it is never long. */
  readonly checkpoints: readonly [Checkpoint, ...Checkpoint[]]
  /** Those that move. */
  readonly steps: number
}

/**
 * All states of a block's trace, 0 … 2^38 (spec 4.1). They are gone through once, without hashing any; what is asked
 * for is executed again from the checkpoint before it. Once a slot's input is done, nothing moves until the next slot.
 */
export class BlockTrace {
  readonly #machine: BlockMachine
  readonly #slots: readonly Slot[]
  readonly #last: MachineState

  /**
   * @param start The state before BLOCK_BEGIN.
   * @throws {@link MachineStateError} when an input takes more steps than a slot has.
   */
  constructor(start: RunningState, machine: BlockMachine, options: BlockTraceOptions = {}) {
    const { checkpointSteps = 2 ** 14, checkpointNodes = 2 ** 13, signal } = options
    this.#machine = machine
    const { store, take } = machine
    const slots: Slot[] = []
    let state: MachineState = start
    while (state.kind !== Kind.HALT) {
      const checkpoints: [Checkpoint, ...Checkpoint[]] = [{ offset: 0, state }]
      let steps = 0
      let nextSteps = checkpointSteps
      let nextNodes = store.touchedNodes + checkpointNodes
      do {
        const before: MachineState = state
        state = take(state, null)
        steps++
        nextNodes -= workOf(before, state)
        if (steps === SLOT_STEPS) {
          throw new MachineStateError({ problem: `slot ${slots.length} has no room for its steps` })
        }
        if (steps >= nextSteps || store.touchedNodes >= nextNodes) {
          signal?.throwIfAborted()
          checkpoints.push({ offset: steps, state })
          nextSteps = steps + checkpointSteps
          nextNodes = store.touchedNodes + checkpointNodes
        }
      } while (isMoving(state, steps))
      slots.push({ checkpoints, steps })
    }
    this.#slots = slots
    this.#last = state
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
    return known > kept && known <= position
      ? this.#advance(knownState, known, position)
      : this.#advance(checkpoint.state, kept, position)
  }

  /** From a state on to a later position of its slot. */
  #advance(from: MachineState, at: Position, position: Position): MachineState {
    let state = from
    for (let i = at; i < position; i++) state = this.#machine.take(state, null)
    return state
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
