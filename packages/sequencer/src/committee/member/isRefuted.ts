import type { Ballot } from '../ballot/Ballot.ts'
import { compareBallots } from '../ballot/compareBallots.ts'
import type { MemberState } from './MemberState.ts'

/**
 * Whether a ballot's leader stands by an entry that this member has found wrong: then its signs of life do not keep
 * anybody from leading. It takes most of the committee to replace it, and who sees L1 later than the leader may be wrong.
 */
export function isRefuted(
  { refuted }: Pick<MemberState<unknown>, 'refuted'>,
  ballot: Ballot,
): boolean {
  return refuted !== undefined && compareBallots(refuted.ballot, ballot) === 0
}
