import { librarySurvivors } from './librarySurvivors.ts'
import type { Survivor } from './Survivor.ts'
import { stepSurvivors } from './stepSurvivors.ts'

/** All mutants that no step can tell from the verifier, each with its reason. */
export const survivors: readonly Survivor[] = [...librarySurvivors, ...stepSurvivors]
