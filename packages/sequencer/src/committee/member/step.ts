import type { Address } from '@mvm/protocol'
import type { Ballot } from '../ballot/Ballot.ts'
import { compareBallots } from '../ballot/compareBallots.ts'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import { canvass } from './canvass.ts'
import { follow } from './follow.ts'
import { isPlausible } from './isPlausible.ts'
import { lead } from './lead.ts'
import type { MemberEffect } from './MemberEffect.ts'
import type { MemberEvent } from './MemberEvent.ts'
import type { MemberState } from './MemberState.ts'
import { prepare } from './prepare.ts'
import { type StepContext, Turn } from './Turn.ts'

export interface Step<Body> {
  readonly state: MemberState<Body>
  /** To be carried out in order, before the next step. */
  readonly effects: readonly MemberEffect<Body>[]
}

/**
 * What a member of a DAC's committees does about an event: multi-Paxos with one undecided entry at a time, whose
 * ballots hand over from the committee of one epoch to that of the next. Pure: no clock, no chance, no I/O.
 */
export function step<Body>(
  state: MemberState<Body>,
  event: MemberEvent<Body>,
  context: StepContext,
): Step<Body> {
  const turn = new Turn(state, context)
  take(turn, event)
  return { state: turn.state, effects: turn.effects }
}

function take<Body>(turn: Turn<Body>, event: MemberEvent<Body>): void {
  switch (event.kind) {
    case 'tick':
      onTick(turn)
      break
    case 'message':
      onMessage(turn, event.from, event.message)
      break
    case 'epoch':
      onEpoch(turn, event.epoch, event.liveFromEpoch)
      break
    case 'ready':
      turn.change({ isReady: event.isReady })
      canvass.begin(turn)
      break
    case 'tip':
      turn.change({ tip: event.tip, applyingId: undefined })
      prepare.advance(turn)
      lead.onTip(turn)
      follow.onTip(turn)
      break
    case 'checked':
      onChecked(turn, event.id, event.isValid)
      break
    case 'abandoned':
      onAbandoned(turn, event.id)
      break
    case 'propose':
      lead.propose(turn, event.entry, event.sealedOn)
      break
    case 'roused':
      onRoused(turn, event.isFirst)
      break
    case 'resign':
      if (turn.state.role.kind !== 'following') turn.stepDown('not-ready')
  }
}

/**
 * Refusals of one member that end a ballot at once, in an epoch: it saves the time in which no majority comes together.
 * Then it takes longer each time until one does again. So where the others suffice, no single one keeps this member from
 * leading by refusing again and again; and who has reason to refuse finds a ballot that it can follow.
 */
const HEEDED_REFUSALS = 2

function onTick<Body>(turn: Turn<Body>): void {
  const { role } = turn.state
  const { nowMs, timing } = turn.context
  if (role.kind === 'following') {
    canvass.begin(turn)
  } else if (role.kind === 'leading') {
    lead.onTick(turn)
  } else if (nowMs - role.sinceMs >= timing.ballotMs || !turn.state.isReady) {
    turn.stepDown('no-majority')
  } else if (nowMs - role.askedAtMs >= timing.heartbeatMs) {
    canvass.ask(turn)
    prepare.ask(turn)
    prepare.advance(turn)
  }
}

function onMessage<Body>(turn: Turn<Body>, from: Address, message: CommitteeMessage<Body>): void {
  if (ballotsOf(message).some((ballot) => !isPlausible(ballot, turn.state))) return
  switch (message.kind) {
    case 'canvass':
      canvass.answer(turn, from, message)
      break
    case 'support':
      canvass.onSupport(turn, from, message)
      break
    case 'prepare':
      prepare.answer(turn, from, message)
      break
    case 'promise':
      prepare.onPromise(turn, from, message)
      break
    case 'refuse':
      onRefuse(turn, from, message)
      break
    case 'accept':
      follow.onAccept(turn, from, message.ballot, message.entry)
      break
    case 'accepted':
      lead.onAccepted(turn, from, message)
      break
    case 'heartbeat':
      follow.onHeartbeat(turn, from, message)
      break
    case 'alive':
      lead.onAlive(turn, from, message)
      break
    case 'fetch':
      turn.effects.push({ kind: 'serve', to: from, after: message.after })
      break
    case 'entries':
      follow.onEntries(turn, from, message.entries)
  }
}

function ballotsOf<Body>(message: CommitteeMessage<Body>): readonly Ballot[] {
  if (!('ballot' in message)) return []
  return message.kind === 'refuse' ? [message.ballot, message.promised] : [message.ballot]
}

/** A new epoch: its leader relieves the old one at once, its backups when nobody has. */
function onEpoch<Body>(turn: Turn<Body>, epoch: number, liveFromEpoch: number): void {
  const isNew = epoch > turn.state.epoch
  turn.change({ epoch: Math.max(epoch, turn.state.epoch), liveFromEpoch })
  if (!isNew) return
  turn.change({ refusals: new Map() })
  const { role, heard } = turn.state
  if (role.kind === 'canvassing' || role.kind === 'preparing') turn.stepDown('superseded')
  if (heard !== undefined && heard.ballot.epoch >= epoch) turn.postpone()
  else if (turn.place() === 0) turn.change({ attemptAtMs: turn.context.nowMs })
  else turn.postpone(isSilent(turn) ? 0 : 1)
  canvass.begin(turn)
}

/** Nobody has led for a while. Who has died may lead the next epoch, too: it is not waited for twice. */
function isSilent<Body>({ state, context }: Turn<Body>): boolean {
  const { heard } = state
  return heard !== undefined && context.nowMs - heard.atMs >= context.timing.silenceMs
}

/** Everybody begins anew to wait for the others; where nobody leads any more, whoever is roused first does not wait. */
function onRoused<Body>(turn: Turn<Body>, isFirst: boolean): void {
  const { role, heard, liveFromEpoch } = turn.state
  const { nowMs } = turn.context
  const leads = role.kind === 'leading' ? role.ballot : heard?.ballot
  const hasLapsed = leads === undefined || leads.epoch < liveFromEpoch
  if (role.kind === 'leading') {
    if (hasLapsed) turn.stepDown('superseded')
    else turn.setRole({ ...role, sinceMs: nowMs, heartbeatAtMs: Number.NEGATIVE_INFINITY })
  }
  if (heard !== undefined) turn.change({ heard: { ...heard, atMs: nowMs } })
  turn.postpone()
  if (hasLapsed && isFirst) turn.change({ attemptAtMs: nowMs })
}

function onRefuse<Body>(
  turn: Turn<Body>,
  from: Address,
  { ballot, promised }: Extract<CommitteeMessage<Body>, { kind: 'refuse' }>,
): void {
  const { role, refusedFor, refusals } = turn.state
  if (role.kind === 'following' || compareBallots(role.ballot, ballot) !== 0) return
  if (compareBallots(promised, ballot) <= 0) return
  const isLeading = role.kind === 'leading'
  const baseEpoch = isLeading ? turn.state.vote.baseEpoch : role.baseEpoch
  // Who leads on in an epoch that it is drawn for again has to be above what a later committee has promised meanwhile.
  const mayRenew = isLeading && turn.place() >= 0
  const newest = mayRenew ? { ...ballot, epoch: turn.state.epoch } : ballot
  if (!turn.isElector(from, { ballot: newest, baseEpoch })) return
  // The next ballot of this member is to be above the one that was in its way; nobody bars it from this epoch.
  const isInReach = promised.epoch <= turn.state.epoch
  if (isInReach && compareBallots(promised, refusedFor) > 0) turn.change({ refusedFor: promised })
  const { nowMs, timing } = turn.context
  const { count, atMs } = refusals.get(from) ?? { count: 0, atMs: 0 }
  if (count >= HEEDED_REFUSALS && nowMs - atMs < timing.ballotMs * 2 ** count) return
  turn.change({ refusals: new Map(refusals).set(from, { count: count + 1, atMs: nowMs }) })
  turn.stepDown('superseded')
}

function onChecked<Body>(turn: Turn<Body>, id: string, isValid: boolean): void {
  const { checking, role } = turn.state
  if (checking?.entry.tip.id !== id) return
  turn.change({ checking: undefined })
  const isOwn = role.kind === 'leading' && compareBallots(role.ballot, checking.ballot) === 0
  if (isOwn) lead.onChecked(turn, checking.entry, isValid)
  else follow.onChecked(turn, checking.ballot, checking.entry, isValid)
}

function onAbandoned<Body>(turn: Turn<Body>, id: string): void {
  const { role } = turn.state
  // Nobody who sees L1 as it is votes for that any more, and a leader does nothing else before it is decided.
  const isWaiting = role.kind === 'leading' && role.proposal?.entry.tip.id === id
  if (isWaiting) turn.stepDown('not-ready')
  const { accepted, sealed } = turn.state.vote
  const isAccepted = accepted?.entry.tip.id === id
  if (!isAccepted && sealed?.id !== id) return
  turn.vote({
    ...(isAccepted ? { accepted: undefined } : {}),
    ...(sealed?.id === id ? { sealed: undefined } : {}),
  })
}
