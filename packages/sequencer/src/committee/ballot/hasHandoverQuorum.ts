import type { Address } from '@mvm/protocol'
import type { CommitteeSchedule } from '../CommitteeSchedule.ts'
import { hasMajority } from './hasMajority.ts'

/**
 * Whether most of every committee that may have decided something is among `members`: all from the epoch whose
 * committee is known to hold everything decided before it, up to the one that is to lead.
 */
export function hasHandoverQuorum(
  schedule: CommitteeSchedule,
  fromEpoch: number,
  toEpoch: number,
  members: { has(member: Address): boolean },
): boolean {
  // No committee asked is no quorum: nobody may skip them by naming a base beyond the ballot.
  if (fromEpoch > toEpoch) return false
  for (let epoch = fromEpoch; epoch <= toEpoch; epoch++) {
    const committee = schedule.committee(epoch)
    if (committee === undefined || !hasMajority(committee, members)) return false
  }
  return true
}
