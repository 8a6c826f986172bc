/** The step modules that there are. */
export const builtModules = [
  'ArithmeticStep',
  'FlowStep',
  'EnvironmentStep',
  'MemoryStep',
  'ChunkStep',
  'AccountStep',
  'StorageStep',
  'CallStep',
  'CallEnterStep',
  'CreateStep',
  'ExitStep',
  'TxNextStep',
  'TxCheckStep',
  'TxListsStep',
  'TxEndStep',
  'BlockStep',
] as const
