import type { Address } from '@mvm/protocol'
import type { Ballot } from '../ballot/Ballot.ts'
import { compareBallots } from '../ballot/compareBallots.ts'
import { hasHandoverQuorum } from '../ballot/hasHandoverQuorum.ts'
import { leaderOf } from '../ballot/leaderOf.ts'
import type { AcceptedEntry } from '../ballot/Vote.ts'
import type { CommitteeMessage, Promised } from '../CommitteeMessage.ts'
import { lead } from './lead.ts'
import type { Turn } from './Turn.ts'

/** The second step to leading: promises, then everything that the promisers know to be decided. */
export const prepare = {
  begin<Body>(turn: Turn<Body>, ballot: Ballot, baseEpoch: number): void {
    const { nowMs } = turn.context
    turn.vote({ promised: ballot })
    turn.setRole({
      kind: 'preparing',
      ballot,
      sinceMs: nowMs,
      askedAtMs: nowMs,
      promises: new Map([[turn.state.self, promiseOf(turn, ballot)]]),
      baseEpoch,
    })
    prepare.ask(turn)
    prepare.advance(turn)
  },

  /** Asks those who have not answered, and again for what is missing. */
  ask<Body>(turn: Turn<Body>): void {
    const { role } = turn.state
    if (role.kind !== 'preparing') return
    const { ballot, promises, baseEpoch } = role
    turn.setRole({ ...role, askedAtMs: turn.context.nowMs })
    for (const member of turn.electorate(ballot, baseEpoch)) {
      if (!promises.has(member)) turn.send(member, { kind: 'prepare', ballot })
    }
  },

  answer<Body>(
    turn: Turn<Body>,
    from: Address,
    { ballot }: Extract<CommitteeMessage<Body>, { kind: 'prepare' }>,
  ): void {
    const { vote, role } = turn.state
    if (leaderOf(ballot, turn.context.schedule) !== from) return
    const order = compareBallots(ballot, vote.promised)
    if (order < 0) {
      turn.send(from, { kind: 'refuse', ballot, promised: vote.promised })
      return
    }
    if (order > 0) {
      if (role.kind !== 'following') turn.stepDown('superseded')
      else turn.postpone()
      turn.vote({ promised: ballot })
    }
    turn.send(from, { kind: 'promise', ...promiseOf(turn, ballot) })
  },

  onPromise<Body>(turn: Turn<Body>, from: Address, promised: Promised<Body>): void {
    const { role } = turn.state
    if (role.kind !== 'preparing' || compareBallots(role.ballot, promised.ballot) !== 0) return
    if (promised.baseEpoch > role.ballot.epoch || !turn.isElector(from, role)) return
    const baseEpoch = Math.max(role.baseEpoch, promised.baseEpoch)
    turn.setRole({ ...role, promises: new Map(role.promises).set(from, promised), baseEpoch })
    prepare.advance(turn)
  },

  /** Leads once enough have promised and nothing that they know to be decided is missing. */
  advance<Body>(turn: Turn<Body>): void {
    const { role, tip, self, refuted } = turn.state
    if (role.kind !== 'preparing') return
    const { ballot, baseEpoch } = role
    const promises = new Map(role.promises).set(self, promiseOf(turn, ballot))
    // Where enough have not voted for an entry it is not decided: who insists on a wrong one is not needed.
    for (const [member, { accepted }] of promises) {
      if (accepted !== undefined && accepted.entry.tip.id === refuted?.id) promises.delete(member)
    }
    const fromEpoch = turn.askedFromEpoch(baseEpoch)
    if (!hasHandoverQuorum(turn.context.schedule, fromEpoch, ballot.epoch, promises)) return
    let ahead: Address | undefined
    let position = tip.position
    for (const [member, promised] of promises) {
      if (promised.tip.position <= position) continue
      ahead = member
      position = promised.tip.position
    }
    if (ahead !== undefined) {
      fetchFrom(turn, ahead)
      return
    }
    lead.begin(turn, ballot, newestAccepted(promises.values(), tip.id))
  },
} as const

function fetchFrom<Body>(turn: Turn<Body>, from: Address): void {
  const { nowMs, timing } = turn.context
  const { fetchedAtMs, applyingId, tip } = turn.state
  if (applyingId !== undefined || nowMs - fetchedAtMs < timing.heartbeatMs / 2) return
  turn.change({ fetchedAtMs: nowMs, fetchedFrom: from })
  turn.send(from, { kind: 'fetch', after: tip })
}

function promiseOf<Body>({ state }: Turn<Body>, ballot: Ballot): Promised<Body> {
  const { tip, vote } = state
  return { ballot, tip, accepted: vote.accepted, baseEpoch: vote.baseEpoch }
}

/** What may have been decided about the tip: the entry of the highest ballot. */
function newestAccepted<Body>(
  promises: Iterable<Promised<Body>>,
  tipId: string,
): AcceptedEntry<Body> | undefined {
  let newest: AcceptedEntry<Body> | undefined
  for (const { accepted } of promises) {
    if (accepted?.entry.parent.id !== tipId) continue
    if (newest === undefined || compareBallots(accepted.ballot, newest.ballot) > 0) {
      newest = accepted
    }
  }
  return newest
}
