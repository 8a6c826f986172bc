import type { MachineState } from '../state/MachineState.ts'
import { step } from '../step/step.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'

/** A machine that a trace is of: the true one, or that of somebody who stands by a lie. */
export interface BlockMachine {
  readonly store: ContentStore
  /** The next state, where the state moves. With a tape, what L1 needs to take the step. */
  readonly take: (state: MachineState, tape: TapeRecorder | null) => MachineState
}

/** The true one: what L1 has. */
export function blockMachine(store: ContentStore): BlockMachine {
  return { store, take: (state, tape) => step(state, store, tape) }
}
