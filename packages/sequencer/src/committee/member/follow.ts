import type { Address } from '@mvm/protocol'
import type { Ballot } from '../ballot/Ballot.ts'
import { compareBallots } from '../ballot/compareBallots.ts'
import { leaderOf } from '../ballot/leaderOf.ts'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { Entry, Tip } from '../chain/Entry.ts'
import { applyEntry } from './applyEntry.ts'
import { isRefuted } from './isRefuted.ts'
import type { Turn } from './Turn.ts'

/** What a member does about a leader: votes for its entries and takes over what is decided. */
export const follow = {
  onHeartbeat<Body>(
    turn: Turn<Body>,
    from: Address,
    { ballot, tip, baseEpoch }: Extract<CommitteeMessage<Body>, { kind: 'heartbeat' }>,
  ): void {
    if (baseEpoch > ballot.epoch || !hear(turn, from, ballot, tip)) return
    if (baseEpoch > turn.state.vote.baseEpoch) turn.vote({ baseEpoch })
    reach(turn, from, tip)
    turn.send(from, { kind: 'alive', ballot, tip: turn.state.tip })
  },

  onAccept<Body>(turn: Turn<Body>, from: Address, ballot: Ballot, entry: Entry<Body>): void {
    if (!hear(turn, from, ballot, entry.parent)) return
    const { vote, tip, applyingId, checking } = turn.state
    if (ballot.epoch < turn.state.liveFromEpoch) return
    if (entry.tip.id === tip.id) {
      // Decided already, as another member has told: the leader takes up an entry of an earlier ballot.
      turn.send(from, { kind: 'accepted', ballot, id: tip.id, tip })
      return
    }
    if (entry.parent.id !== tip.id || applyingId !== undefined) {
      turn.change({ waiting: { from, ballot, entry } })
      reach(turn, from, entry.parent)
      return
    }
    const { id } = entry.tip
    const voted = vote.accepted
    if (voted?.entry.tip.id === id) {
      if (compareBallots(voted.ballot, ballot) !== 0) accept(turn, ballot, entry)
      turn.send(from, { kind: 'accepted', ballot, id, tip })
    } else if (voted?.entry.parent.id === tip.id && compareBallots(voted.ballot, ballot) === 0) {
      // A leader that means two things in one ballot gets one vote.
      return
    } else if (checking?.entry.tip.id === id) {
      turn.change({ checking: { ballot, entry } })
    } else {
      turn.change({ checking: { ballot, entry } })
      const isOwn = entry.parent.position > (turn.state.heard?.firstPosition ?? 0)
      const limits = { epoch: ballot.epoch, leader: from, isOwn }
      turn.effects.push({ kind: 'check', entry, limits })
    }
  },

  onChecked<Body>(turn: Turn<Body>, ballot: Ballot, entry: Entry<Body>, isValid: boolean): void {
    const { vote, tip, applyingId } = turn.state
    if (compareBallots(ballot, vote.promised) < 0) return
    if (entry.parent.id !== tip.id || applyingId !== undefined) return
    turn.change({ refuted: isValid ? undefined : { ballot, id: entry.tip.id } })
    if (!isValid) return
    const leader = leaderOf(ballot, turn.context.schedule)
    if (leader === undefined) return
    accept(turn, ballot, entry)
    turn.send(leader, { kind: 'accepted', ballot, id: entry.tip.id, tip })
  },

  onEntries<Body>(turn: Turn<Body>, from: Address, entries: readonly Entry<Body>[]): void {
    const { tip, applyingId, role, fetchedFrom } = turn.state
    if (from !== fetchedFrom) return
    const [first] = entries
    const last = entries.at(-1)
    if (first === undefined || last === undefined || applyingId !== undefined) return
    if (first.parent.id !== tip.id || role.kind === 'leading') return
    turn.change({ applyingId: last.tip.id })
    turn.effects.push({ kind: 'catchUp', entries })
  },

  /** The storage's tip has moved: what has waited for that can go on. */
  onTip<Body>(turn: Turn<Body>): void {
    const { waiting } = turn.state
    if (waiting === undefined || turn.state.applyingId !== undefined) return
    turn.change({ waiting: undefined })
    follow.onAccept(turn, waiting.from, waiting.ballot, waiting.entry)
  },
} as const

/** Notes a sign of life. False for a leader that has been replaced, which is told so. */
function hear<Body>(turn: Turn<Body>, from: Address, ballot: Ballot, tip: Tip): boolean {
  const { vote, role, heard, self, epoch } = turn.state
  const { nowMs, schedule, timing } = turn.context
  if (from === self || leaderOf(ballot, schedule) !== from) return false
  if (compareBallots(ballot, vote.promised) < 0) {
    turn.send(from, { kind: 'refuse', ballot, promised: vote.promised })
    return false
  }
  if (heard !== undefined && compareBallots(ballot, heard.ballot) < 0) return false
  // A candidate of a later epoch goes on: this leader leads only until it is relieved.
  if (role.kind !== 'following' && compareBallots(ballot, role.ballot) > 0) {
    turn.stepDown('superseded')
  } else if (role.kind === 'canvassing' && ballot.epoch === role.ballot.epoch) {
    turn.stepDown('superseded')
  }
  if (ballot.epoch >= epoch && !isRefuted(turn.state, ballot)) turn.postpone()
  const isKnown = heard !== undefined && compareBallots(ballot, heard.ballot) === 0
  const isOfferDue = !isKnown || nowMs - heard.offeredAtMs >= timing.offerMs
  const offeredAtMs = isOfferDue ? nowMs : heard.offeredAtMs
  const firstPosition = isKnown ? heard.firstPosition : tip.position
  turn.change({ heard: { ballot, from, tip, firstPosition, atMs: nowMs, offeredAtMs } })
  if (isOfferDue) turn.effects.push({ kind: 'offer', to: from })
  return true
}

/** Gets to a tip that is decided: by the entry voted for, or by asking for what is missing. */
function reach<Body>(turn: Turn<Body>, from: Address, decided: Tip): void {
  const { tip, vote, applyingId, fetchedAtMs } = turn.state
  if (applyingId !== undefined || decided.id === tip.id) return
  const accepted = vote.accepted?.entry
  if (accepted?.tip.id === decided.id && accepted.parent.id === tip.id) {
    applyEntry(turn, accepted)
    return
  }
  const { nowMs, timing } = turn.context
  if (decided.position <= tip.position || nowMs - fetchedAtMs < timing.heartbeatMs / 2) return
  turn.change({ fetchedAtMs: nowMs, fetchedFrom: from })
  turn.send(from, { kind: 'fetch', after: tip })
}

function accept<Body>(turn: Turn<Body>, ballot: Ballot, entry: Entry<Body>): void {
  turn.vote({ promised: ballot, accepted: { ballot, entry } })
}
