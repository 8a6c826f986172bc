import type { Address } from '@mvm/protocol'
import { compareBallots } from '../ballot/compareBallots.ts'
import { hasHandoverQuorum } from '../ballot/hasHandoverQuorum.ts'
import { leaderOf } from '../ballot/leaderOf.ts'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import { isRefuted } from './isRefuted.ts'
import { nextBallot } from './nextBallot.ts'
import { prepare } from './prepare.ts'
import type { Turn } from './Turn.ts'

/** The first step to leading: nobody disturbs a committee that would not follow him. */
export const canvass = {
  /** Begins if the member may lead and nobody seems to. */
  begin<Body>(turn: Turn<Body>): void {
    const { state, context } = turn
    const { nowMs } = context
    if (state.role.kind !== 'following' || !state.isReady || turn.place() < 0) return
    if (nowMs < state.attemptAtMs) return
    const { barred } = state
    if (barred?.epoch === state.epoch && barred.tipId === state.tip.id) return
    const ballot = nextBallot({ state, committee: turn.committee(state.epoch) })
    if (ballot === undefined) return
    turn.setRole({
      kind: 'canvassing',
      ballot,
      sinceMs: nowMs,
      askedAtMs: nowMs,
      supporters: new Set([state.self]),
      baseEpoch: state.vote.baseEpoch,
    })
    canvass.ask(turn)
    canvass.count(turn)
  },

  /** Asks those who have not answered. */
  ask<Body>(turn: Turn<Body>): void {
    const { role } = turn.state
    if (role.kind !== 'canvassing') return
    const { ballot, supporters, baseEpoch } = role
    turn.setRole({ ...role, askedAtMs: turn.context.nowMs })
    for (const member of turn.electorate(ballot, baseEpoch)) {
      if (!supporters.has(member)) turn.send(member, { kind: 'canvass', ballot })
    }
  },

  /** Supports a candidate unless it knows better. */
  answer<Body>(
    turn: Turn<Body>,
    from: Address,
    { ballot }: Extract<CommitteeMessage<Body>, { kind: 'canvass' }>,
  ): void {
    const { vote } = turn.state
    if (leaderOf(ballot, turn.context.schedule) !== from) return
    if (compareBallots(ballot, vote.promised) <= 0) {
      turn.send(from, { kind: 'refuse', ballot, promised: vote.promised })
    } else if (!hasLeader(turn, ballot.epoch)) {
      turn.send(from, { kind: 'support', ballot, baseEpoch: vote.baseEpoch })
    }
  },

  onSupport<Body>(
    turn: Turn<Body>,
    from: Address,
    { ballot, baseEpoch }: Extract<CommitteeMessage<Body>, { kind: 'support' }>,
  ): void {
    const { role } = turn.state
    if (role.kind !== 'canvassing' || compareBallots(role.ballot, ballot) !== 0) return
    if (baseEpoch > ballot.epoch || !turn.isElector(from, role)) return
    turn.setRole({
      ...role,
      supporters: new Set(role.supporters).add(from),
      baseEpoch: Math.max(role.baseEpoch, baseEpoch),
    })
    canvass.count(turn)
  },

  count<Body>(turn: Turn<Body>): void {
    const { role } = turn.state
    if (role.kind !== 'canvassing') return
    const { ballot, supporters, baseEpoch } = role
    const fromEpoch = turn.askedFromEpoch(baseEpoch)
    if (!hasHandoverQuorum(turn.context.schedule, fromEpoch, ballot.epoch, supporters)) return
    prepare.begin(turn, ballot, baseEpoch)
  },
} as const

/** Somebody leads whom a candidate of this epoch has no reason to replace. */
function hasLeader<Body>(turn: Turn<Body>, epoch: number): boolean {
  const { state, context } = turn
  const { role, heard, self } = state
  if (role.kind === 'leading') return role.ballot.epoch >= epoch
  if (heard === undefined || heard.ballot.epoch < epoch) return false
  // Who is asked only as one of an earlier committee sees no entries: those who do decide whom they follow.
  if (heard.ballot.epoch === epoch && !turn.committee(epoch).includes(self)) return false
  if (isRefuted(state, heard.ballot)) return false
  return context.nowMs - heard.atMs < context.timing.silenceMs
}
