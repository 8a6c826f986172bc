import { expect, test } from 'vitest'
import {
  BLOCKS_PER_FAILURE,
  goodStanding,
  type Standing,
  standingAfter,
} from '../../src/producing/standingAfter.ts'
import { standingAfterBlock } from '../../src/producing/standingAfterBlock.ts'

const timing = { openMs: 1, produceMs: 1, restMs: 1_000, maxRestMs: 8_000 }

test('a producer that fails again and again is left alone for longer each time, up to a limit', () => {
  let standing = goodStanding
  const rests: number[] = []
  for (let i = 0; i < 6; i++) {
    standing = standingAfter(standing, 'late', 50_000, timing)
    rests.push(standing.restUntilMs - 50_000)
  }
  expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
})

test('who was wrong gets the longest rest at once', () => {
  for (const failure of ['wrong-block', 'wrong-signature'] as const) {
    expect(standingAfter(goodStanding, failure, 0, timing).restUntilMs).toBe(8_000)
  }
})

test('who says at once that it cannot gets a moment, and longer when it says so again and again', () => {
  let standing = standingAfter(goodStanding, 'behind', 0, timing)
  expect(standing.restUntilMs).toBe(1_000)
  for (let i = 0; i < 4; i++) standing = standingAfter(standing, 'behind', 0, timing)
  expect(standing.restUntilMs).toBe(2_000)
})

/** The longest rest of a producer that fails once in so many blocks, for long. */
function longestRestMs(blocks: number): number {
  let standing: Standing = goodStanding
  let longest = 0
  for (let i = 0; i < 200; i++) {
    for (let good = 1; good < blocks; good++) standing = standingAfterBlock(standing)
    standing = standingAfter(standing, 'late', 0, timing)
    longest = Math.max(longest, standing.restUntilMs)
  }
  return longest
}

test('good blocks make up for a failure, and few of them for a part of it only', () => {
  expect(longestRestMs(BLOCKS_PER_FAILURE + 1)).toBe(timing.restMs)
  expect(longestRestMs(2)).toBe(timing.maxRestMs)
  expect(longestRestMs(BLOCKS_PER_FAILURE / 2)).toBe(timing.maxRestMs)
})
