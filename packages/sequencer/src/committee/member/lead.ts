import type { Address } from '@mvm/protocol'
import type { Ballot } from '../ballot/Ballot.ts'
import { compareBallots } from '../ballot/compareBallots.ts'
import { hasMajority } from '../ballot/hasMajority.ts'
import type { AcceptedEntry } from '../ballot/Vote.ts'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { Entry, Tip } from '../chain/Entry.ts'
import { applyEntry } from './applyEntry.ts'
import type { LeadingRole } from './MemberState.ts'
import type { Turn } from './Turn.ts'

/** Leading: one proposal after the other, each decided by most of the ballot's committee. */
export const lead = {
  /** Starts with what an earlier ballot may have decided, if there is something. */
  begin<Body>(turn: Turn<Body>, ballot: Ballot, accepted: AcceptedEntry<Body> | undefined): void {
    const { nowMs } = turn.context
    turn.setRole({
      kind: 'leading',
      ballot,
      isOpen: false,
      startTip: undefined,
      proposal: undefined,
      contacts: new Map(),
      sinceMs: nowMs,
      heartbeatAtMs: nowMs,
    })
    if (accepted === undefined) {
      open(turn)
    } else if (turn.state.vote.accepted?.entry.tip.id === accepted.entry.tip.id) {
      put(turn, accepted.entry)
    } else {
      turn.change({ checking: { ballot, entry: accepted.entry } })
      const limits = { epoch: ballot.epoch, leader: turn.state.self, isOwn: false }
      turn.effects.push({ kind: 'check', entry: accepted.entry, limits })
    }
    sendHeartbeat(turn)
  },

  /** The entry of an earlier ballot has been executed here. */
  onChecked<Body>(turn: Turn<Body>, entry: Entry<Body>, isValid: boolean): void {
    const { role, tip } = turn.state
    if (role.kind !== 'leading' || role.isOpen || role.proposal !== undefined) return
    if (!isValid || entry.parent.id !== tip.id) {
      // It may be decided all the same: this view of L1 is not the one to judge it by.
      if (!isValid) turn.change({ refuted: { ballot: role.ballot, id: entry.tip.id } })
      turn.stepDown('not-ready')
      return
    }
    put(turn, entry)
  },

  propose<Body>(turn: Turn<Body>, entry: Entry<Body>, sealedOn?: string): void {
    const { role, tip, vote } = turn.state
    const { id } = entry.tip
    const decline = (reason: 'not-leading' | 'stale' | 'equivocation') =>
      turn.effects.push({ kind: 'declined', id, reason })
    if (role.kind !== 'leading' || !role.isOpen) {
      decline('not-leading')
      return
    }
    if (role.proposal !== undefined || entry.parent.id !== tip.id) {
      decline('stale')
      return
    }
    if (sealedOn === undefined) {
      put(turn, entry)
      return
    }
    // By the block's parent and not the entry's: that is another one when the batch has ended meanwhile.
    const { sealed } = vote
    const { epoch } = role.ballot
    if (sealed?.epoch === epoch && sealed.parentId === sealedOn && sealed.id !== id) {
      decline('equivocation')
      turn.change({ barred: { epoch, tipId: tip.id } })
      turn.stepDown('not-ready')
      return
    }
    put(turn, entry, { epoch, parentId: sealedOn, id })
  },

  onAccepted<Body>(
    turn: Turn<Body>,
    from: Address,
    { ballot, id, tip }: Extract<CommitteeMessage<Body>, { kind: 'accepted' }>,
  ): void {
    const { role } = turn.state
    if (role.kind !== 'leading' || compareBallots(role.ballot, ballot) !== 0) return
    contact(turn, from, tip)
    const { proposal } = turn.state.role as LeadingRole<Body>
    if (proposal?.entry.tip.id !== id) return
    const voters = new Set(proposal.voters).add(from)
    turn.setRole({ ...(turn.state.role as LeadingRole<Body>), proposal: { ...proposal, voters } })
    decide(turn)
  },

  onAlive<Body>(
    turn: Turn<Body>,
    from: Address,
    { ballot, tip }: Extract<CommitteeMessage<Body>, { kind: 'alive' }>,
  ): void {
    const { role } = turn.state
    if (role.kind !== 'leading' || compareBallots(role.ballot, ballot) !== 0) return
    contact(turn, from, tip)
  },

  /** The storage's tip has moved. */
  onTip<Body>(turn: Turn<Body>): void {
    const { role, tip } = turn.state
    if (role.kind !== 'leading') return
    const { proposal, isOpen } = role
    if (proposal !== undefined && proposal.entry.tip.id === tip.id) {
      turn.setRole({ ...role, proposal: undefined })
      if (isOpen) turn.effects.push({ kind: 'decided', id: tip.id })
      else open(turn)
      sendHeartbeat(turn)
    } else if (proposal !== undefined && proposal.entry.parent.id !== tip.id) {
      // L1 has moved the chain: nothing that this ballot knew counts any more.
      turn.stepDown('not-ready')
    } else if (proposal === undefined && !isOpen) {
      turn.stepDown('not-ready')
    } else {
      decide(turn)
    }
  },

  onTick<Body>(turn: Turn<Body>): void {
    const { role, self, isReady, liveFromEpoch } = turn.state
    const { nowMs, timing } = turn.context
    if (role.kind !== 'leading') return
    const recent = new Set<Address>([self])
    for (const [member, { atMs }] of role.contacts) {
      if (nowMs - atMs < timing.leaseMs) recent.add(member)
    }
    const isCutOff = !isMost(turn, role.ballot.epoch, recent)
    if (!isReady) turn.stepDown('not-ready')
    else if (role.ballot.epoch < liveFromEpoch) turn.stepDown('superseded')
    else if (isCutOff && nowMs - role.sinceMs >= timing.leaseMs) turn.stepDown('no-majority')
    else if (nowMs - role.heartbeatAtMs >= timing.heartbeatMs) {
      sendHeartbeat(turn)
      sendProposal(turn)
    }
  },
} as const

function open<Body>(turn: Turn<Body>): void {
  const role = turn.state.role as LeadingRole<Body>
  turn.setRole({ ...role, isOpen: true, startTip: turn.state.tip })
  turn.effects.push({ kind: 'lead', ballot: role.ballot })
  settleBase(turn)
}

/** Votes for an entry in the own ballot and asks the others to. */
function put<Body>(turn: Turn<Body>, entry: Entry<Body>, sealed = turn.state.vote.sealed): void {
  const role = turn.state.role as LeadingRole<Body>
  const { ballot } = role
  const accepted = { ballot, entry }
  // Alone, the decision is the commit: nobody can have heard of what a crash makes undone.
  if (turn.committee(ballot.epoch).length === 1) {
    turn.change({ vote: { ...turn.state.vote, accepted, sealed } })
  } else {
    turn.vote({ accepted, sealed })
  }
  turn.setRole({ ...role, proposal: { entry, voters: new Set([turn.state.self]) } })
  sendProposal(turn)
  decide(turn)
}

function decide<Body>(turn: Turn<Body>): void {
  const { role } = turn.state
  if (role.kind !== 'leading' || role.proposal === undefined) return
  const { entry, voters } = role.proposal
  if (isMost(turn, role.ballot.epoch, voters)) applyEntry(turn, entry)
}

/** Most of a committee. One that has lapsed while its DAC rested, and may be forgotten by now, decides nothing. */
function isMost<Body>(turn: Turn<Body>, epoch: number, members: ReadonlySet<Address>): boolean {
  const committee = turn.context.schedule.committee(epoch)
  if (committee === undefined || epoch < turn.state.liveFromEpoch) return false
  return hasMajority(committee, members)
}

function sendProposal<Body>(turn: Turn<Body>): void {
  const { role } = turn.state
  if (role.kind !== 'leading' || role.proposal === undefined) return
  const { entry, voters } = role.proposal
  const { ballot } = role
  for (const member of turn.committee(ballot.epoch)) {
    if (!voters.has(member)) turn.send(member, { kind: 'accept', ballot, entry })
  }
}

function sendHeartbeat<Body>(turn: Turn<Body>): void {
  const { role, tip, vote } = turn.state
  if (role.kind !== 'leading') return
  const { ballot } = role
  turn.setRole({ ...role, heartbeatAtMs: turn.context.nowMs })
  const { baseEpoch } = vote
  turn.effects.push({ kind: 'broadcast', message: { kind: 'heartbeat', ballot, tip, baseEpoch } })
}

function contact<Body>(turn: Turn<Body>, from: Address, tip: Tip): void {
  const role = turn.state.role as LeadingRole<Body>
  const contacts = new Map(role.contacts).set(from, { tip, atMs: turn.context.nowMs })
  turn.setRole({ ...role, contacts })
  settleBase(turn)
}

/** Once most of the committee holds what was decided before this ballot, earlier committees need not be asked. */
function settleBase<Body>(turn: Turn<Body>): void {
  const { role, self, vote } = turn.state
  if (role.kind !== 'leading' || role.startTip === undefined) return
  const { epoch } = role.ballot
  if (vote.baseEpoch >= epoch) return
  const { position } = role.startTip
  const holders = new Set<Address>([self])
  for (const [member, { tip }] of role.contacts) if (tip.position >= position) holders.add(member)
  if (isMost(turn, epoch, holders)) turn.vote({ baseEpoch: epoch })
}
