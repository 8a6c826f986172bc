import { asHash } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cutPositions,
  partLength,
  partsOf,
  pickedPart,
  ROUNDS,
  type StateHash,
  TRACE_BITS,
} from '../../src/index.ts'

/** A trace in which every state has its own hash; those from `lie` on are another trace's. */
function hashOf(position: number, lie = Number.POSITIVE_INFINITY): StateHash {
  const n = position * 2 + (position >= lie ? 1 : 0)
  return asHash(`0x${n.toString(16).padStart(64, '0')}`)
}

test('the segments are cut in 64 parts six times, and in 4 once, down to one step', () => {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round)
  expect(rounds.map(partsOf)).toEqual([64, 64, 64, 64, 64, 64, 4])
  expect(rounds.map(partLength)).toEqual([32, 26, 20, 14, 8, 2, 0].map((bits) => 2 ** bits))
  expect(cutPositions(12, 6)).toEqual([13, 14, 15])
  expect(cutPositions(2 ** 37, 0)[62]).toBe(2 ** 37 + 63 * 2 ** 32)
})

test('the parts that an honest challenger picks lead to the first step at which the traces part', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** TRACE_BITS }), (lie) => {
      let position = 0
      for (let round = 0; round < ROUNDS; round++) {
        const cuts = cutPositions(position, round)
        const part = pickedPart(
          cuts.map((at) => hashOf(at, lie)),
          cuts.map((at) => hashOf(at)),
        )
        position += part * partLength(round)
      }
      expect(position).toBe(lie - 1)
    }),
  )
})
