/** The step modules that there are. */
export const builtModules = ['ArithmeticStep', 'FlowStep'] as const
