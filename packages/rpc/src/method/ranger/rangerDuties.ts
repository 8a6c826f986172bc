import { formatRangerDuty } from '../../format/formatRangerDuty.ts'
import { defineMethod } from '../defineMethod.ts'
import type { RangerContext } from './RangerContext.ts'

const MOST_DUTIES = 1_000

/** The segments that the ranger has not checked yet, the next one first; at most a thousand (spec 5.3). */
export const rangerDuties = defineMethod({
  name: 'mvm_rangerDuties',
  parameters: [],
  handle: ({ ranger }: RangerContext) =>
    ranger.pendingDuties().slice(0, MOST_DUTIES).map(formatRangerDuty),
})
