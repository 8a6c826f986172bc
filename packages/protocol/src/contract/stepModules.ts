/** The contracts on L1 that steps are divided among; their places are the module ids of `MVM_ExecutionManager`. */
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
