import { openingOf } from '../state/hashState.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { step } from './step.ts'

/** Steps of a slot: one slot for a block's beginning, one for each input, one for the end (spec 4.1). */
export const SLOT_STEPS = 2 ** 25

/** Whether a state's next step at a position is one, or leaves it as it is (spec 4.1). */
export function isMoving({ kind }: MachineState, position: number): boolean {
  if (kind === Kind.BLOCK_BEGIN) return position === 0
  if (kind === Kind.TX_NEXT || kind === Kind.BLOCK_END) return position % SLOT_STEPS === 0
  return kind !== Kind.HALT
}

/** The step at a position of a block's trace: {@link step} where the state moves, else the state itself. */
export function stepAt(
  position: number,
  state: MachineState,
  store: ContentStore,
  tape: TapeRecorder | null = null,
): MachineState {
  if (isMoving(state, position)) return step(state, store, tape)
  if (tape !== null) for (const element of openingOf(state)) tape.append(element)
  return state
}
