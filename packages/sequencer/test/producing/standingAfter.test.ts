import { expect, test } from 'vitest'
import { goodStanding, standingAfter } from '../../src/producing/standingAfter.ts'

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

test('who is behind gets a moment, who was wrong the longest rest at once', () => {
  const behind = standingAfter(goodStanding, 'behind', 0, timing)
  expect(behind).toEqual({ failures: 0, restUntilMs: 1_000 })
  for (const failure of ['wrong-block', 'wrong-signature'] as const) {
    expect(standingAfter(goodStanding, failure, 0, timing).restUntilMs).toBe(8_000)
  }
})
