import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { blankVote } from '../../src/committee/ballot/Vote.ts'
import type { CommitteeMessage } from '../../src/committee/CommitteeMessage.ts'
import { devCommitteeTiming } from '../../src/committee/CommitteeTiming.ts'
import type { MemberEvent } from '../../src/committee/member/MemberEvent.ts'
import { type MemberState, newMember } from '../../src/committee/member/MemberState.ts'
import { step } from '../../src/committee/member/step.ts'

const address = (digit: number) => asAddress(`0x${`${digit}`.repeat(40)}`)
const members = [address(1), address(2), address(3)] as const
const [self, second] = members
/** Has stake, and is of no committee. */
const stranger = address(9)
const EPOCH = 7
const tip = { position: 10, id: 'tip' }
const FAR = 9_000_000_000_000_000

function next(state: MemberState<string>, event: MemberEvent<string>) {
  return step(state, event, {
    ...{ nowMs: 1_000, random: 0, timing: devCommitteeTiming },
    schedule: { committee: () => members },
  })
}

/** Asks whether the others would follow it. */
function candidate(): MemberState<string> {
  const member = newMember(self, blankVote<string>(EPOCH), tip)
  const { state } = next(
    { ...member, epoch: EPOCH, isReady: true, attemptAtMs: 0 },
    { kind: 'tick' },
  )
  expect(state.role.kind).toBe('canvassing')
  return state
}

function told(state: MemberState<string>, from: typeof self, message: CommitteeMessage<string>) {
  return next(state, { kind: 'message', from, message }).state
}

function ballotOf({ role }: MemberState<string>) {
  if (role.kind === 'following') throw new Error('it follows')
  return role.ballot
}

test('nobody but the asked makes a leader, and nobody by a base beyond the ballot', () => {
  const state = candidate()
  const ballot = ballotOf(state)
  expect(told(state, stranger, { kind: 'support', ballot, baseEpoch: EPOCH })).toEqual(state)
  expect(told(state, second, { kind: 'support', ballot, baseEpoch: FAR })).toEqual(state)
  const preparing = told(state, second, { kind: 'support', ballot, baseEpoch: EPOCH })
  expect(preparing.role.kind).toBe('preparing')
  const promise = { kind: 'promise', ballot, tip, accepted: undefined } as const
  expect(told(preparing, stranger, { ...promise, baseEpoch: EPOCH })).toEqual(preparing)
  expect(told(preparing, second, { ...promise, baseEpoch: FAR })).toEqual(preparing)
  expect(told(preparing, second, { ...promise, baseEpoch: EPOCH }).role.kind).toBe('leading')
})

test('a refusal counts from the asked only, and bars nobody from epochs to come', () => {
  const state = candidate()
  const ballot = ballotOf(state)
  const later = { epoch: EPOCH, round: ballot.round + 1 }
  expect(told(state, stranger, { kind: 'refuse', ballot, promised: later })).toEqual(state)
  const far = { epoch: FAR, round: 0 }
  expect(told(state, second, { kind: 'refuse', ballot, promised: far })).toEqual(state)
  expect(told(state, second, { kind: 'refuse', ballot, promised: later }).role.kind).toBe(
    'following',
  )
})

test('entries that nobody asked for are not looked at', () => {
  const state = newMember(self, blankVote<string>(EPOCH), tip)
  const entries = [{ parent: tip, tip: { position: 12, id: 'theirs' }, body: 'a block' }]
  const message = { kind: 'entries', entries } as const
  expect(told(state, second, message)).toEqual(state)
  const asked = { ...state, fetchedFrom: second }
  expect(told(asked, stranger, message)).toEqual(asked)
  expect(told(asked, second, message).applyingId).toBe('theirs')
})

test('ballots of epochs that cannot be known yet are not looked up', () => {
  const asked: number[] = []
  const message = { kind: 'canvass', ballot: { epoch: FAR, round: 0 } } as const
  step(
    { ...newMember<string>(self, blankVote(EPOCH), tip), epoch: EPOCH },
    { kind: 'message', from: stranger, message },
    {
      ...{ nowMs: 1_000, random: 0, timing: devCommitteeTiming },
      schedule: {
        committee: (epoch) => {
          asked.push(epoch)
          return members
        },
      },
    },
  )
  expect(asked).not.toContain(FAR)
})
