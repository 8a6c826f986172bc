import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'

export type KindName = keyof typeof Kind

/** A step, named after the state that it begins with. */
export interface StepDescription {
  readonly kind: KindName
  /** That is executed, or that began what the step goes on with; absent where there is none. */
  readonly opcode?: number
}

const kindNames = Object.keys(Kind) as KindName[]

/** What a state's next step is: where a game has ended. */
export function describeStep(state: MachineState, store: ContentStore): StepDescription {
  const kind = kindNames[state.kind] as KindName
  if (state.kind === Kind.HALT) return { kind }
  const { frame, pending } = state
  if (state.kind !== Kind.EXEC || frame === null) {
    return pending === null || pending.op === 0 ? { kind } : { kind, opcode: pending.op }
  }
  // Beyond its end, code goes on with STOPs.
  return { kind, opcode: store.code(frame.codeHash)[frame.pc] ?? 0 }
}
