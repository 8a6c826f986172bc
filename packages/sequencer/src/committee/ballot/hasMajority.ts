import type { Address } from '@mvm/protocol'
import { majority } from './majority.ts'

/** Whether most of a committee is among `members`; of an empty committee always, since it decided nothing. */
export function hasMajority(
  committee: readonly Address[],
  members: { has(member: Address): boolean },
): boolean {
  if (committee.length === 0) return true
  const present = committee.filter((member) => members.has(member)).length
  return present >= majority(committee.length)
}
