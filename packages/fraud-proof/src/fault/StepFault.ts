import type { Kind } from '../state/Kind.ts'
import type { MachineState, RunningState } from '../state/MachineState.ts'
import type { OpcodeHandlers } from '../step/OpcodeHandler.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'

/** What a step of one kind does once its state is opened. */
export type KindStep = (
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
) => MachineState

/** In what a machine takes other steps than the true one; what is absent is the true one's. */
export interface StepFault {
  /** Opcodes in EXEC steps. */
  readonly opcodes?: OpcodeHandlers
  readonly kinds?: Partial<Readonly<Record<Kind, KindStep>>>
}
