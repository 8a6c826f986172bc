import { type ContentStore, Kind, type MachineState, step } from '../../src/index.ts'
import { execStep } from '../../src/step/execStep.ts'
import type { OpcodeHandlers } from '../../src/step/OpcodeHandler.ts'
import { opcodeHandlers } from '../../src/step/opcodeHandlers.ts'
import { OPENING_ELEMENTS, ShapeRecorder } from './ShapeRecorder.ts'

/** Takes a step and tells the form of its witness. Of an opcode, which there are most of, the state is not encoded. */
export function takeWithShape(
  state: MachineState,
  store: ContentStore,
  handlers: OpcodeHandlers = opcodeHandlers,
): { readonly after: MachineState; readonly shape: string } {
  if (state.kind === Kind.EXEC) {
    const recorder = new ShapeRecorder(1)
    const after = execStep(state, store, recorder, handlers)
    return { after, shape: recorder.shape }
  }
  const recorder = new ShapeRecorder(OPENING_ELEMENTS)
  const after = step(state, store, recorder)
  return { after, shape: recorder.shape }
}
