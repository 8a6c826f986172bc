import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { blankVote } from '../../../src/committee/ballot/Vote.ts'
import { devCommitteeTiming } from '../../../src/committee/CommitteeTiming.ts'
import type { Entry, Tip } from '../../../src/committee/chain/Entry.ts'
import type { MemberEvent } from '../../../src/committee/member/MemberEvent.ts'
import { type MemberState, newMember } from '../../../src/committee/member/MemberState.ts'
import { step } from '../../../src/committee/member/step.ts'

const members = [1, 2, 3].map((digit) => asAddress(`0x${`${digit}`.repeat(40)}`))
const [leader, self] = members as [(typeof members)[0], (typeof members)[0]]
const EPOCH = 7
const ballot = { epoch: EPOCH, round: 0 }
const start: Tip = { position: 10, id: 'start' }

function next(state: MemberState<string>, event: MemberEvent<string>) {
  return step(state, event, {
    ...{ nowMs: 1_000, random: 0, timing: devCommitteeTiming },
    schedule: { committee: () => members },
  })
}

function entry(parent: Tip, id: string): Entry<string> {
  return { parent, tip: { position: parent.position + 2, id }, body: id }
}

/** The leader asks to vote for an entry. */
function asked(state: MemberState<string>, one: Entry<string>, by = ballot) {
  return next(state, {
    ...{ kind: 'message', from: leader },
    message: { kind: 'accept', ballot: by, entry: one },
  })
}

function checked(state: MemberState<string>, id: string) {
  return next(state, { kind: 'checked', id, isValid: true })
}

function follower(): MemberState<string> {
  return { ...newMember<string>(self, blankVote(EPOCH), start), epoch: EPOCH }
}

test('a leader that proposes two entries on one tip in one ballot gets a vote for the first only', () => {
  const first = checked(asked(follower(), entry(start, 'first')).state, 'first')
  expect(first.state.vote.accepted?.entry.body).toBe('first')
  const second = asked(first.state, entry(start, 'second'))
  expect(second.effects).toEqual([])
  expect(checked(second.state, 'second').state.vote.accepted?.entry.body).toBe('first')
  // In a later ballot it may have found something else to be decided.
  const later = asked(second.state, entry(start, 'second'), { ...ballot, round: 3 })
  const voted = checked(later.state, 'second')
  expect(voted.state.vote.accepted?.entry.body).toBe('second')
})

test('only what follows the first tip of a ballot can be taken up from an earlier one', () => {
  const limitsOf = ({ effects }: ReturnType<typeof next>) =>
    effects.flatMap((effect) => (effect.kind === 'check' ? [effect.limits] : []))
  const begun = next(follower(), {
    ...{ kind: 'message', from: leader },
    message: { kind: 'heartbeat', ballot, tip: start, baseEpoch: EPOCH },
  })
  const first = asked(begun.state, entry(start, 'first'))
  expect(limitsOf(first)).toEqual([{ epoch: EPOCH, leader, isOwn: false }])
  const { tip } = entry(start, 'first')
  const decided = next(checked(first.state, 'first').state, { kind: 'tip', tip }).state
  const second = asked(decided, entry(tip, 'second'))
  expect(limitsOf(second)).toEqual([{ epoch: EPOCH, leader, isOwn: true }])
})

test('a leader whose proposal L1 has abandoned under it leads no longer', () => {
  const accepted = { ballot, entry: entry(start, 'first') }
  const leading: MemberState<string> = {
    ...newMember(leader, { ...blankVote<string>(EPOCH), promised: ballot, accepted }, start),
    ...{ epoch: EPOCH, isReady: true },
    role: {
      ...{ kind: 'leading', ballot, isOpen: true, startTip: start },
      proposal: { entry: accepted.entry, voters: new Set([leader]) },
      ...{ contacts: new Map(), sinceMs: 0, heartbeatAtMs: 0 },
    },
  }
  const elsewhere = next(leading, { kind: 'abandoned', id: 'another' })
  expect(elsewhere.state.role.kind).toBe('leading')
  const { state, effects } = next(leading, { kind: 'abandoned', id: 'first' })
  expect(state.role.kind).toBe('following')
  expect(state.vote.accepted).toBeUndefined()
  expect(effects).toContainEqual({ kind: 'depose', ballot, reason: 'not-ready' })
})
