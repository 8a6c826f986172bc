import type { RunningState } from '../state/MachineState.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

/** What an opcode does once its rule is kept: stack, static gas, permission. */
export type OpcodeHandler = (step: OpcodeStep) => RunningState

/** By opcode number. */
export type OpcodeHandlers = Readonly<Record<number, OpcodeHandler>>
