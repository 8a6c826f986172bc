import { MachineStateError } from '../error/MachineStateError.ts'
import { TraceTooLargeError } from '../error/TraceTooLargeError.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState, RunningState } from '../state/MachineState.ts'
import { rootsIn } from '../state/rootsIn.ts'
import { isMoving, SLOT_STEPS } from '../step/stepAt.ts'
import type { BlockMachine } from './BlockMachine.ts'
import { StateWeight } from './StateWeight.ts'
import { workOf } from './workOf.ts'

export interface BlockTraceOptions {
  /** Steps after which a state is kept. More need less memory, and more time for each question. @default 16384 */
  readonly checkpointSteps?: number
  /** Nodes of tries that were read or added, after which a state is kept though the steps were fewer. @default 8192 */
  readonly checkpointNodes?: number
  /** What it may keep, roughly. @default Infinity */
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

export interface Checkpoint {
  /** Steps since the slot's beginning. */
  readonly offset: number
  readonly state: MachineState
}

export interface Slot {
  /** From the slot's first state on; from one to the next it is never long. */
  readonly checkpoints: readonly [Checkpoint, ...Checkpoint[]]
  /** Those that move. */
  readonly steps: number
}

/** What is kept of a block's trace. */
export interface PassedTrace {
  readonly slots: readonly Slot[]
  readonly last: MachineState
  /** Memory that the kept states take beside the store's, roughly. */
  readonly stateBytes: number
}

/**
 * Goes through a block's states once and keeps some, with the nodes of tries that they reach. It rests after each one
 * that it keeps, so that whoever drives it can do something else meanwhile.
 *
 * @throws {@link MachineStateError} when an input takes more steps than a slot has, {@link TraceTooLargeError}, and the
 * signal's reason when it aborts.
 */
export function* tracePass(
  start: RunningState,
  { store, take }: BlockMachine,
  options: BlockTraceOptions,
): Generator<undefined, PassedTrace> {
  const { checkpointSteps = 2 ** 14, checkpointNodes = 2 ** 13 } = options
  const { maxBytes = Number.POSITIVE_INFINITY, signal } = options
  const weight = new StateWeight()
  const keep = (offset: number, state: MachineState): Checkpoint => {
    signal?.throwIfAborted()
    store.keepReachable(rootsIn(state))
    weight.add(state)
    if (store.keptBytes + weight.bytes > maxBytes) throw new TraceTooLargeError({ maxBytes })
    return { offset, state }
  }
  const slots: Slot[] = []
  let state: MachineState = start
  while (state.kind !== Kind.HALT) {
    const checkpoints: [Checkpoint, ...Checkpoint[]] = [keep(0, state)]
    yield
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
        checkpoints.push(keep(steps, state))
        yield
        nextSteps = steps + checkpointSteps
        nextNodes = store.touchedNodes + checkpointNodes
      }
    } while (isMoving(state, steps))
    slots.push({ checkpoints, steps })
  }
  return { slots, last: state, stateBytes: weight.bytes }
}
