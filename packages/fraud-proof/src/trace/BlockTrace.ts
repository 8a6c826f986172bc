import { MachineStateError } from '../error/MachineStateError.ts'
import { hashState, type StateHash } from '../state/hashState.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState, RunningState } from '../state/MachineState.ts'
import { offsetOf, type Position, SLOT_BITS, slotOf } from './position.ts'

/** One step of some machine: the true one's, or that of who stands by a lie. */
export type TakeStep = (state: RunningState) => MachineState

export interface BlockTraceOptions {
  /** Steps after which a state is kept. More need less memory and more time for each question. @default 16384 */
  readonly checkpointSteps?: number
  readonly signal?: AbortSignal
}

interface Slot {
  /** Every `checkpointSteps`-th state, from the slot's first on. */
  readonly checkpoints: readonly MachineState[]
  readonly steps: number
}

const SLOT_LENGTH = 2 ** SLOT_BITS

/**
 * All states of a block's trace, 0 … 2^38 (spec 4.1). They are gone through once, without hashing any; what is asked
 * for is executed again from the checkpoint before it. Within a slot nothing happens any more once its input is done.
 */
export class BlockTrace {
  readonly #slots: readonly Slot[]
  readonly #last: MachineState
  readonly #take: TakeStep
  readonly #checkpointSteps: number

  /**
   * @param start The state before BLOCK_BEGIN.
   * @throws {@link MachineStateError} when an input takes more steps than a slot has.
   */
  constructor(
    start: RunningState,
    take: TakeStep,
    { checkpointSteps = 2 ** 14, signal }: BlockTraceOptions = {},
  ) {
    this.#take = take
    this.#checkpointSteps = checkpointSteps
    const slots: Slot[] = []
    let state: MachineState = start
    while (state.kind !== Kind.HALT) {
      signal?.throwIfAborted()
      const checkpoints: MachineState[] = [state]
      let steps = 0
      do {
        state = take(state)
        steps++
        if (steps === SLOT_LENGTH) {
          throw new MachineStateError({ problem: `slot ${slots.length} has no room for its steps` })
        }
        if (steps % checkpointSteps === 0) {
          checkpoints.push(state)
          signal?.throwIfAborted()
        }
      } while (!isWaiting(state))
      slots.push({ checkpoints, steps })
    }
    this.#slots = slots
    this.#last = state
  }

  /** Slots in which something happens: the inputs, and two. */
  get slotCount(): number {
    return this.#slots.length
  }

  /** Steps of a slot in which something happens. */
  stepsOf(slot: number): number {
    return this.#slots[slot]?.steps ?? 0
  }

  stateAt(position: Position): MachineState {
    const slot = this.#slots[slotOf(position)]
    if (slot === undefined) return this.#last
    return this.#stateIn(slot, slotOf(position), offsetOf(position))
  }

  /** The commitments at ascending positions, in one pass over what lies between them. */
  hashesAt(positions: readonly Position[]): StateHash[] {
    let at: Position = -1
    let state: MachineState | null = null
    return positions.map((position) => {
      const isNear =
        state !== null &&
        slotOf(at) === slotOf(position) &&
        position >= at &&
        offsetOf(position) - offsetOf(at) <= this.#checkpointSteps
      state =
        isNear && state !== null
          ? this.#advance(state, offsetOf(at), offsetOf(position), slotOf(position))
          : this.stateAt(position)
      at = position
      return hashState(state)
    })
  }

  #stateIn(slot: Slot, slotNumber: number, offset: number): MachineState {
    if (offset >= slot.steps) return this.#slots[slotNumber + 1]?.checkpoints[0] ?? this.#last
    const kept = Math.floor(offset / this.#checkpointSteps)
    const checkpoint = slot.checkpoints[kept] as MachineState
    return this.#advance(checkpoint, kept * this.#checkpointSteps, offset, slotNumber)
  }

  #advance(from: MachineState, at: number, offset: number, slotNumber: number): MachineState {
    const end = Math.min(offset, this.stepsOf(slotNumber))
    let state = from
    for (let i = at; i < end; i++) state = this.#take(state as RunningState)
    return state
  }
}

/** What moves only at the beginning of the next slot, or never. */
function isWaiting(state: MachineState): boolean {
  return (
    state.kind === Kind.TX_NEXT || state.kind === Kind.BLOCK_END || state.kind === Kind.HALT
  )
}
