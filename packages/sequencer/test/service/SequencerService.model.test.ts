import { expect, test } from 'vitest'
import { checkAnything, checkKills } from './livingWorld.ts'

test('after any reorgs, forced and foreign batches, outages and kills the sequencer agrees with L1 and has lost nothing', async () => {
  const seen = await checkAnything({ seed: 20_261_122, numRuns: 80 })
  // Guards the test itself: all of these must have happened.
  expect([...seen.reseals]).toEqual(
    expect.arrayContaining(['origin-abandoned', 'origin-too-old', 'foreign-batch']),
  )
  expect(seen.adopted).toBeGreaterThan(20)
  expect(seen.waits).toBeGreaterThan(5)
  expect(seen.acknowledged).toBeGreaterThan(700)
})

test('kills alone, at any moment, neither lose nor post anything twice', async () => {
  await checkKills({ seed: 20_261_123, numRuns: 80 })
})
