import type { Frame } from '../state/Frame.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'

/** The frame goes on with its next opcode after a pending operation. */
export function resumeFrame(
  state: RunningState,
  frame: Frame,
  world: RunningState['world'] = state.world,
): RunningState {
  return { ...state, kind: Kind.EXEC, world, frame, pending: null }
}
