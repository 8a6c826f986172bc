import type { KindName, StepProof } from '@mvm/fraud-proof'
import type { StepModule } from '@mvm/protocol'

/** A step of a block's trace as L1 is asked for it, and what it does. */
export interface DescribedStep extends StepProof {
  readonly kind: KindName
  /** That is executed, or that began what the step goes on with; absent where there is none. */
  readonly opcode?: number
  /** Absent for undefined opcodes, and where there is none. */
  readonly opcodeName?: string
  readonly module: StepModule
}
