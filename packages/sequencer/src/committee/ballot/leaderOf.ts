import type { Address } from '@mvm/protocol'
import type { CommitteeSchedule } from '../CommitteeSchedule.ts'
import type { Ballot } from './Ballot.ts'

/** The only member that may start a ballot; `undefined` where the committee is unknown or empty. */
export function leaderOf(ballot: Ballot, schedule: CommitteeSchedule): Address | undefined {
  const committee = schedule.committee(ballot.epoch)
  if (committee === undefined || committee.length === 0) return undefined
  return committee[ballot.round % committee.length]
}
