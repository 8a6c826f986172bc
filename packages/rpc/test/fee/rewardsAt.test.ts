import { expect, it } from 'vitest'
import { rewardsAt } from '../../src/fee/rewardsAt.ts'

const tips = [
  { tip: 1n, gasUsed: 21_000n },
  { tip: 2n, gasUsed: 58_000n },
  { tip: 9n, gasUsed: 21_000n },
]

it.each([
  [[0], [1n]],
  [[21], [1n]],
  [[21.1], [2n]],
  [[50], [2n]],
  [[79], [2n]],
  [[79.1], [9n]],
  [[100], [9n]],
  [
    [10, 50, 90],
    [1n, 2n, 9n],
  ],
  [[], []],
])('weighs tips by gas at percentiles %s', (percentiles, rewards) => {
  expect(rewardsAt(tips, percentiles)).toEqual(rewards)
})

it('is zero for a block without signed transactions', () => {
  expect(rewardsAt([], [10, 90])).toEqual([0n, 0n])
})
