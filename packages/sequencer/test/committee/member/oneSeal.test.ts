import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { blankVote } from '../../../src/committee/ballot/Vote.ts'
import { devCommitteeTiming } from '../../../src/committee/CommitteeTiming.ts'
import type { MemberEvent } from '../../../src/committee/member/MemberEvent.ts'
import { type MemberState, newMember } from '../../../src/committee/member/MemberState.ts'
import { step } from '../../../src/committee/member/step.ts'

const [self, ...others] = [1, 2, 3].map((digit) => asAddress(`0x${`${digit}`.repeat(40)}`))
const EPOCH = 7
const head = { position: 10, id: 'head' }
/** The batch of the head has ended meanwhile: the tip is another one, the head is the same. */
const ended = { position: 11, id: 'batch' }

function next(state: MemberState<string>, event: MemberEvent<string>, nowMs: number) {
  return step(state, event, {
    ...{ nowMs, random: 0, timing: devCommitteeTiming },
    schedule: { committee: () => [self as typeof self & string, ...others] },
  })
}

/** A leader that has sealed `first` on the head once, which has come to nothing. */
function leader(): MemberState<string> {
  const ballot = { epoch: EPOCH, round: 3 }
  return {
    ...newMember(self as NonNullable<typeof self>, blankVote<string>(EPOCH), ended),
    ...{ epoch: EPOCH, isReady: true },
    vote: {
      ...blankVote<string>(EPOCH),
      promised: ballot,
      sealed: { epoch: EPOCH, parentId: head.id, id: 'first' },
    },
    role: {
      ...{ kind: 'leading', ballot, isOpen: true, startTip: ended, proposal: undefined },
      ...{ contacts: new Map(), sinceMs: 0, heartbeatAtMs: 0 },
    },
  }
}

const second = { parent: ended, tip: { position: 12, id: 'second' }, body: 'a block' }

test('a member seals no second block on a head whose batch has ended meanwhile, and lets others lead', () => {
  const { state, effects } = next(
    leader(),
    { kind: 'propose', entry: second, sealedOn: head.id },
    0,
  )
  expect(effects).toContainEqual({ kind: 'declined', id: 'second', reason: 'equivocation' })
  expect(effects.some(({ kind }) => kind === 'send' || kind === 'save')).toBe(false)
  expect(state.role.kind).toBe('following')
  const later = next({ ...state, attemptAtMs: 0 }, { kind: 'tick' }, 60_000).state
  expect(later.role.kind).toBe('following')
  // Somebody else has gone on.
  const moved = next(later, { kind: 'tip', tip: { position: 12, id: 'theirs' } }, 60_000).state
  expect(next(moved, { kind: 'tick' }, 60_001).state.role.kind).toBe('canvassing')
})

test('it may end a batch, and seal the same block again', () => {
  const close = { parent: head, tip: ended, body: 'the end' }
  const onHead = { ...leader(), tip: head }
  const closing = next(onHead, { kind: 'propose', entry: close }, 0)
  expect(closing.effects.some(({ kind }) => kind === 'save')).toBe(true)
  expect(closing.state.vote.sealed?.id).toBe('first')
  const first = { ...second, parent: head, tip: { position: 12, id: 'first' } }
  const again = next(onHead, { kind: 'propose', entry: first, sealedOn: head.id }, 0)
  expect(again.effects.some(({ kind }) => kind === 'save')).toBe(true)
})
