import type { Address } from '@mvm/protocol'
import { hasMajority } from '../ballot/hasMajority.ts'
import type { CommitteeSchedule } from '../CommitteeSchedule.ts'
import type { MemberState } from './MemberState.ts'

/** Whether a member leads, nothing is being decided, and all whom it hears, most of its committee, hold the same chain. */
export function isAtOne<Body>(
  { self, role, tip, vote }: MemberState<Body>,
  schedule: CommitteeSchedule,
): boolean {
  if (role.kind !== 'leading' || !role.isOpen || role.proposal !== undefined) return false
  const { epoch } = role.ballot
  if (vote.baseEpoch < epoch) return false
  const holders = new Set<Address>([self])
  for (const [member, contact] of role.contacts) {
    if (contact.tip.id === tip.id) holders.add(member)
  }
  return hasMajority(schedule.committee(epoch) ?? [], holders)
}
