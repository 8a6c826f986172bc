import { type StepModule, stepModules } from '@mvm/protocol'
import { opcodeRules } from '../opcode/opcodeRules.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'

/** By kind; EXEC belongs to the module of its opcode. */
export const moduleOfKind: Readonly<Record<number, StepModule>> = {
  [Kind.BLOCK_BEGIN]: 'BlockStep',
  [Kind.TX_NEXT]: 'TxNextStep',
  [Kind.TX_CHECK]: 'TxCheckStep',
  [Kind.TX_TAX]: 'TxCheckStep',
  [Kind.TX_LISTS]: 'TxListsStep',
  [Kind.CALL_ENTER]: 'CallEnterStep',
  [Kind.PRECOMPILE]: 'PrecompileStep',
  [Kind.CREATE_ENTER]: 'CreateStep',
  [Kind.COPY]: 'ChunkStep',
  [Kind.KECCAK]: 'ChunkStep',
  [Kind.FRAME_EXIT]: 'ExitStep',
  [Kind.TX_FINALIZE]: 'TxEndStep',
  [Kind.TX_DESTRUCT]: 'TxEndStep',
  [Kind.TX_RECEIPT]: 'TxEndStep',
  [Kind.BLOCK_END]: 'BlockStep',
  [Kind.HALT]: 'BlockStep',
}

/** The module on L1 that a state's next step belongs to; undefined opcodes belong to `FlowStep`. */
export function moduleOf(state: MachineState, store: ContentStore): StepModule {
  if (state.kind !== Kind.EXEC) return moduleOfKind[state.kind] as StepModule
  const { frame } = state
  const code = frame === null ? undefined : store.code(frame.codeHash)
  const opcode = frame === null ? 0 : (code?.[frame.pc] ?? 0)
  return opcodeRules[opcode]?.module ?? 'FlowStep'
}

/** The number by which `MVM_ExecutionManager` knows a module. */
export function moduleId(module: StepModule): number {
  return stepModules.indexOf(module)
}
