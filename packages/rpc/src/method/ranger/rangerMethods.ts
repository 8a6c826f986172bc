import type { Method } from '../Method.ts'
import type { RangerContext } from './RangerContext.ts'
import { rangerDuties } from './rangerDuties.ts'
import { rangerStatus } from './rangerStatus.ts'

/** Every method that a ranger answers, by name. */
export const rangerMethods: ReadonlyMap<string, Method<RangerContext>> = new Map(
  [rangerDuties, rangerStatus].map((method) => [method.name, method]),
)
