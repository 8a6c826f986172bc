import type { Ballot } from '../ballot/Ballot.ts'
import type { MemberState } from './MemberState.ts'

/** Far more rounds than a committee begins in an epoch, and far fewer than numbers can tell apart. */
const MAX_ROUNDS_AHEAD = 2 ** 20

/**
 * Whether there can be such a ballot: of an epoch that can be known, and not so far above all others of it that nobody
 * could start a higher one any more.
 */
export function isPlausible(
  { epoch, round }: Ballot,
  state: Pick<MemberState<unknown>, 'epoch' | 'vote' | 'refusedFor' | 'heard' | 'role'>,
): boolean {
  const { vote, refusedFor, heard, role } = state
  // Of epochs that cannot be known yet, the schedule is not even asked.
  if (epoch > state.epoch + 1) return false
  const known = [vote.promised, refusedFor]
  if (heard !== undefined) known.push(heard.ballot)
  if (role.kind !== 'following') known.push(role.ballot)
  const rounds = known.filter((other) => other.epoch === epoch).map((other) => other.round)
  return round <= Math.max(0, ...rounds) + MAX_ROUNDS_AHEAD
}
