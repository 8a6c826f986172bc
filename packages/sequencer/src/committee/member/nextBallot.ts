import type { Ballot } from '../ballot/Ballot.ts'
import type { Turn } from './Turn.ts'

/**
 * The lowest ballot of the newest epoch that belongs to this member and is above all that it knows of; `undefined` where
 * it knows of one in an epoch that its own view of L1 has not reached.
 */
export function nextBallot<Body>({
  state,
  committee,
}: Pick<Turn<Body>, 'state'> & {
  readonly committee: readonly string[]
}): Ballot | undefined {
  const { epoch, self, vote, heard, refusedFor } = state
  const known = [vote.promised, refusedFor, ...(heard === undefined ? [] : [heard.ballot])]
  if (known.some((other) => other.epoch > epoch)) return undefined
  const place = committee.indexOf(self)
  const rounds = known.filter((other) => other.epoch === epoch).map(({ round }) => round)
  const turns = Math.max(
    0,
    ...rounds.map((round) => Math.floor((round - place) / committee.length) + 1),
  )
  return { epoch, round: place + turns * committee.length }
}
