import { asAddress } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ballot } from '../../../src/committee/ballot/Ballot.ts'
import { compareBallots } from '../../../src/committee/ballot/compareBallots.ts'
import type { MemberState } from '../../../src/committee/member/MemberState.ts'
import { nextBallot } from '../../../src/committee/member/nextBallot.ts'

const committee = [1, 2, 3].map((digit) => asAddress(`0x${`${digit}`.repeat(40)}`))

function next(place: number, epoch: number, promised: Ballot, refusedFor: Ballot) {
  const vote = { promised } as MemberState<never>['vote']
  const state = { epoch, self: committee[place], vote, refusedFor, heard: undefined }
  return nextBallot({ state: state as MemberState<never>, committee })
}

test('it is the lowest of the member’s own that is above all known', () => {
  const round = fc.integer({ min: 0, max: 2 ** 40 })
  const ballot = fc.record({ epoch: fc.integer({ min: 0, max: 5 }), round })
  fc.assert(
    fc.property(fc.nat({ max: 2 }), ballot, ballot, (place, promised, refusedFor) => {
      const found = next(place, 5, promised, refusedFor) as Ballot
      expect(found.epoch).toBe(5)
      expect(found.round % 3).toBe(place)
      const isAbove = (candidate: Ballot) =>
        [promised, refusedFor].every((known) => compareBallots(candidate, known) > 0)
      expect(isAbove(found)).toBe(true)
      const lower = { epoch: 5, round: found.round - 3 }
      if (lower.round >= 0) expect(isAbove(lower)).toBe(false)
    }),
  )
})

test('there is none while the member has not seen the epoch of one that it knows of', () => {
  const old = { epoch: 4, round: 0 }
  const newer = { epoch: 6, round: 1 }
  expect(next(0, 5, newer, old)).toBeUndefined()
  expect(next(0, 5, old, newer)).toBeUndefined()
  expect(next(0, 6, newer, old)).toEqual({ epoch: 6, round: 3 })
})
