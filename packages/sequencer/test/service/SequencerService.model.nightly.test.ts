import { test } from 'vitest'
import { checkAnything, checkKills } from './livingWorld.ts'

test('thousands of worlds: the sequencer agrees with L1 in the end and has lost nothing', async () => {
  await checkAnything({ seed: Date.now() % 2 ** 31, numRuns: 20_000 })
})

test('thousands of worlds: kills alone neither lose nor post anything twice', async () => {
  await checkKills({ seed: Date.now() % 2 ** 31, numRuns: 20_000 })
})
