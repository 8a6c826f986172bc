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
  'PrecompileStep',
  'CreateStep',
  'ExitStep',
] as const
