import { openingOf } from '../state/hashState.ts'
import { Kind } from '../state/Kind.ts'
import { opcodeHandlers } from '../step/opcodeHandlers.ts'
import { step } from '../step/step.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { BlockMachine } from '../trace/BlockMachine.ts'
import { type StepFaultName, stepFaults } from './stepFaults.ts'

export interface FaultyBlockMachineOptions {
  /** The first block through which it steps its own way. @default 1 */
  readonly fromBlock?: number
}

/**
 * The machine of a liar: that of the executor with the same fault, step by step, so that its trace of a block runs
 * from the true beginning to the output root that the liar claims. Still a function of the state.
 */
export function faultyBlockMachine(
  fault: StepFaultName,
  store: ContentStore,
  { fromBlock = 1 }: FaultyBlockMachineOptions = {},
): BlockMachine {
  const { opcodes, kinds } = stepFaults[fault]
  const handlers = { ...opcodeHandlers, ...opcodes }
  return {
    store,
    take(state, tape) {
      if (state.kind === Kind.HALT || state.block.number < fromBlock) {
        return step(state, store, tape)
      }
      const take = kinds?.[state.kind]
      if (take === undefined) return step(state, store, tape, handlers)
      if (tape !== null) for (const element of openingOf(state)) tape.append(element)
      return take(state, store, tape)
    },
  }
}
