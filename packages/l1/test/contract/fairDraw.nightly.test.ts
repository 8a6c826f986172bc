import { expect, test } from 'vitest'
import { drawFromL1 } from './drawFromL1.ts'

// The fixed row of seeds in the contracts' own test is twenty times as long.
test('seeds from L1’s own randomness draw each member as often as its weight says', async () => {
  const deviation = await drawFromL1(250)
  console.info(`Pearson's sum: ${deviation.toFixed(1)}`)
  // A fair draw exceeds it once in 10^9 runs; one that ignores the weights is at 94.
  expect(deviation).toBeLessThan(45)
})
