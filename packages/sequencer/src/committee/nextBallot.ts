import type { Ballot } from './Ballot.ts'
import { compareBallots } from './compareBallots.ts'
import type { Turn } from './Turn.ts'

/** The lowest ballot of the newest epoch that belongs to this member and is above all that it knows of. */
export function nextBallot<Body>({
  state,
  committee,
}: Pick<Turn<Body>, 'state'> & {
  readonly committee: readonly string[]
}): Ballot {
  const { epoch, self, vote, heard, refusedFor } = state
  const place = committee.indexOf(self)
  const known = [vote.promised, refusedFor, ...(heard === undefined ? [] : [heard.ballot])]
  let ballot: Ballot = { epoch, round: place }
  while (known.some((other) => compareBallots(other, ballot) >= 0)) {
    ballot = { epoch, round: ballot.round + committee.length }
  }
  return ballot
}
