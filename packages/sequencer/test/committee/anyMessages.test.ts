import { asAddress } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ballot } from '../../src/committee/ballot/Ballot.ts'
import { compareBallots } from '../../src/committee/ballot/compareBallots.ts'
import { leaderOf } from '../../src/committee/ballot/leaderOf.ts'
import { blankVote } from '../../src/committee/ballot/Vote.ts'
import type { CommitteeMessage } from '../../src/committee/CommitteeMessage.ts'
import { devCommitteeTiming } from '../../src/committee/CommitteeTiming.ts'
import type { Entry, Tip } from '../../src/committee/chain/Entry.ts'
import type { MemberEvent } from '../../src/committee/member/MemberEvent.ts'
import { type MemberState, newMember } from '../../src/committee/member/MemberState.ts'
import { step } from '../../src/committee/member/step.ts'

const address = (digit: number) => asAddress(`0x${`${digit}`.repeat(40)}`)
const [self, second, third] = [address(1), address(2), address(3)]
/** Of no committee. */
const stranger = address(9)
const FAR = Number.MAX_SAFE_INTEGER
const EPOCH = 7

function committee(epoch: number) {
  return epoch > EPOCH + 1 ? undefined : epoch % 2 === 0 ? [second, self, third] : [self, second]
}

const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(FAR, FAR - 1, 2 ** 20, 2 ** 21, 2 ** 40) },
)
const epoch = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: EPOCH - 2, max: EPOCH + 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, FAR) },
)
const ballot: fc.Arbitrary<Ballot> = fc.record({ epoch, round: number })
const tip: fc.Arbitrary<Tip> = fc.record({
  position: number,
  id: fc.constantFrom('t0', 't1', 't2', 't3'),
})
const entry: fc.Arbitrary<Entry<string>> = fc.record({
  ...{ parent: tip, tip },
  body: fc.constant('a block'),
})
const of = <Kind extends string>(kind: Kind) => fc.constant(kind)
const message = fc.oneof(
  fc.record({ kind: of('canvass'), ballot }),
  { weight: 4, arbitrary: fc.record({ kind: of('support'), ballot, baseEpoch: epoch }) },
  fc.record({ kind: of('prepare'), ballot }),
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ kind: of('promise'), ballot, tip, baseEpoch: epoch },
      accepted: fc.option(fc.record({ ballot, entry }), { nil: undefined }),
    }),
  },
  fc.record({ kind: of('refuse'), ballot, promised: ballot }),
  fc.record({ kind: of('accept'), ballot, entry }),
  fc.record({ kind: of('accepted'), ballot, id: fc.constantFrom('t0', 't1', 't2', 't3'), tip }),
  fc.record({ kind: of('heartbeat'), ballot, tip, baseEpoch: epoch }),
  fc.record({ kind: of('alive'), ballot, tip }),
  fc.record({ kind: of('fetch'), after: tip }),
  fc.record({ kind: of('entries'), entries: fc.array(entry, { maxLength: 2 }) }),
) satisfies fc.Arbitrary<CommitteeMessage<string>>

const event: fc.Arbitrary<MemberEvent<string>> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: of('message'),
      from: fc.constantFrom(second, third, stranger),
      message,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: of('tick') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: of('checked'), id: fc.constantFrom('t0', 't1', 't2', 't3') },
      isValid: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('propose'), entry }) },
)

interface Said {
  readonly event: MemberEvent<string>
  /** Made to mean something where the member stands just now. */
  readonly isFitting: boolean
}

const said: fc.Arbitrary<Said> = fc.record({ event, isFitting: fc.boolean() })

/** The same kind of event, about the member's own ballot and tip, or from whoever leads the ballot. */
function fit(one: MemberEvent<string>, state: MemberState<string>): MemberEvent<string> {
  const { role, tip: own, checking } = state
  const onTip = (other: Entry<string>) => ({ ...other, parent: own })
  if (one.kind === 'checked') return { ...one, id: checking?.entry.tip.id ?? one.id }
  if (one.kind === 'propose') return { ...one, entry: onTip(one.entry) }
  if (one.kind !== 'message' || !('ballot' in one.message)) return one
  const { kind } = one.message
  if (['support', 'promise', 'refuse', 'accepted', 'alive'].includes(kind)) {
    if (role.kind === 'following') return one
    const answer = { ...one.message, ballot: role.ballot }
    const known = 'baseEpoch' in answer ? { ...answer, baseEpoch: EPOCH - 1 } : answer
    return { ...one, from: second, message: 'tip' in known ? { ...known, tip: own } : known }
  }
  const from = leaderOf(one.message.ballot, { committee }) ?? one.from
  if (from === self) return one
  return one.message.kind === 'accept'
    ? { ...one, from, message: { ...one.message, entry: onTip(one.message.entry) } }
    : { ...one, from }
}

test('whatever others say, a member ends in no error, keeps its promises, votes once in a ballot and starts only ballots that can be surpassed', () => {
  let votes = 0
  let ledBallots = 0
  fc.assert(
    fc.property(fc.array(said, { minLength: 20, maxLength: 120 }), (events) => {
      let state: MemberState<string> = {
        ...newMember(self, blankVote<string>(EPOCH - 1), { position: 1, id: 't0' }),
        ...{ epoch: EPOCH, isReady: true, attemptAtMs: 0, liveFromEpoch: EPOCH - 2 },
      }
      let { promised } = state.vote
      const voted = new Map<string, string>()
      for (const [index, { event: one, isFitting }] of events.entries()) {
        const { state: after, effects } = step(state, isFitting ? fit(one, state) : one, {
          ...{ nowMs: 100 * index, random: 0, timing: devCommitteeTiming },
          schedule: { committee },
        })
        state = { ...after, liveFromEpoch: EPOCH - 2 }
        expect(compareBallots(after.vote.promised, promised)).toBeGreaterThanOrEqual(0)
        promised = after.vote.promised
        for (const effect of effects) {
          if (effect.kind === 'lead') ledBallots++
          if (effect.kind === 'save' && effect.vote.accepted !== undefined) {
            const { ballot: own, entry: ours } = effect.vote.accepted
            const place = `${own.epoch}/${own.round}/${ours.parent.id}`
            // One that is proposed again in the same ballot is the same.
            expect(voted.get(place) ?? ours.tip.id).toBe(ours.tip.id)
            voted.set(place, ours.tip.id)
            votes++
          }
          const isSaid = effect.kind === 'send' || effect.kind === 'broadcast'
          if (!isSaid || !('ballot' in effect.message)) continue
          const { round } = effect.message.ballot
          expect(Number.isSafeInteger(round + 2 ** 20)).toBe(true)
        }
      }
    }),
    { seed: 20_261_121, numRuns: 1_500 },
  )
  // Guards the test itself.
  expect(votes).toBeGreaterThan(100)
  expect(ledBallots).toBeGreaterThan(100)
})
