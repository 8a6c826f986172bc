import { UnsupportedStepError } from '../error/UnsupportedStepError.ts'
import { openingOf } from '../state/hashState.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { callEnterStep } from './callEnterStep.ts'
import { copyStep } from './copyStep.ts'
import { createEnterStep } from './createEnterStep.ts'
import { execStep } from './execStep.ts'
import { frameExitStep } from './frameExitStep.ts'
import { keccakStep } from './keccakStep.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'
import { opcodeHandlers } from './opcodeHandlers.ts'
import { precompileStep } from './precompileStep.ts'

/**
 * One step of the machine: a function of the state's commitment, over content that is found by its hash. With a tape,
 * writes down what the verifier on L1 needs to take the same step. Throws {@link UnsupportedStepError}.
 */
export function step(
  state: MachineState,
  store: ContentStore,
  tape: TapeRecorder | null = null,
  handlers: OpcodeHandlers = opcodeHandlers,
): MachineState {
  if (state.kind === Kind.HALT) return state
  if (tape !== null) for (const element of openingOf(state)) tape.append(element)
  switch (state.kind) {
    case Kind.EXEC:
      return execStep(state, store, tape, handlers)
    case Kind.COPY:
      return copyStep(state, store, tape)
    case Kind.KECCAK:
      return keccakStep(state, store, tape)
    case Kind.CALL_ENTER:
      return callEnterStep(state, store, tape)
    case Kind.PRECOMPILE:
      return precompileStep(state, tape)
    case Kind.CREATE_ENTER:
      return createEnterStep(state, store, tape)
    case Kind.FRAME_EXIT:
      return frameExitStep(state, store, tape)
    default:
      throw new UnsupportedStepError({ kind: state.kind })
  }
}
