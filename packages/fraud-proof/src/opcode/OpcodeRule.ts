import type { StepModule } from '@mvm/protocol'

/** What holds for every execution of an opcode. */
export interface OpcodeRule {
  readonly opcode: number
  readonly name: string
  readonly module: StepModule
  /** Values that it opens: those that it takes, and for DUP and SWAP those that it looks at. */
  readonly pops: number
  readonly pushes: number
  /** Gas that it always costs. */
  readonly gas: bigint
  /** Halts in a static frame. CALL does so with a value only, and is not marked. */
  readonly writes: boolean
  /** Can make memory grow. */
  readonly growsMemory: boolean
}
