/** The contracts on L1 that steps are divided among; the numbers are the module ids of `MVM_ExecutionManager`. */
export const stepModules = [
  'ArithmeticStep',
  'FlowStep',
  'EnvironmentStep',
  'MemoryStep',
  'ChunkStep',
  'AccountStep',
  'StorageStep',
  'CallStep',
  'CallEnterStep',
  'PrecompileStep',
  'CreateStep',
  'ExitStep',
  'TxNextStep',
  'TxCheckStep',
  'TxListsStep',
  'TxEndStep',
  'BlockStep',
] as const

export type StepModule = (typeof stepModules)[number]

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
  /** Costs less on what is warm. */
  readonly hasColdPrice: boolean
}
