import { openingOf } from '../state/hashState.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { blockBeginStep } from './blockBeginStep.ts'
import { blockEndStep } from './blockEndStep.ts'
import { callEnterStep } from './callEnterStep.ts'
import { copyStep } from './copyStep.ts'
import { createEnterStep } from './createEnterStep.ts'
import { execStep } from './execStep.ts'
import { frameExitStep } from './frameExitStep.ts'
import { keccakStep } from './keccakStep.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'
import { opcodeHandlers } from './opcodeHandlers.ts'
import { precompileStep } from './precompileStep.ts'
import { txCheckStep } from './txCheckStep.ts'
import { txDestructStep } from './txDestructStep.ts'
import { txFinalizeStep } from './txFinalizeStep.ts'
import { txListsStep } from './txListsStep.ts'
import { txNextStep } from './txNextStep.ts'
import { txReceiptStep } from './txReceiptStep.ts'
import { txTaxStep } from './txTaxStep.ts'

/**
 * One step of the machine: a function of the state's commitment, over content that is found by its hash. With a tape,
 * writes down what the verifier on L1 needs to take the same step. Where states wait for a position, it is the step
 * at one where they move: see {@link stepAt}.
 */
export function step(
  state: MachineState,
  store: ContentStore,
  tape: TapeRecorder | null = null,
  handlers: OpcodeHandlers = opcodeHandlers,
): MachineState {
  if (tape !== null) for (const element of openingOf(state)) tape.append(element)
  if (state.kind === Kind.HALT) return state
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
    case Kind.BLOCK_BEGIN:
      return blockBeginStep(state, store, tape)
    case Kind.TX_NEXT:
      return txNextStep(state, store, tape)
    case Kind.TX_CHECK:
      return txCheckStep(state, store, tape)
    case Kind.TX_TAX:
      return txTaxStep(state, store, tape)
    case Kind.TX_LISTS:
      return txListsStep(state, store, tape)
    case Kind.TX_FINALIZE:
      return txFinalizeStep(state, store, tape)
    case Kind.TX_DESTRUCT:
      return txDestructStep(state, store, tape)
    case Kind.TX_RECEIPT:
      return txReceiptStep(state, store, tape)
    case Kind.BLOCK_END:
      return blockEndStep(state, store, tape)
  }
}
