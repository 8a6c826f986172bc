import { expect, test } from 'vitest'
import { liveThroughEpochs } from './liveThroughEpochs.ts'

test('over 200 epochs with kills at random nothing acknowledged is lost and nothing published replaced', async () => {
  const { world, kills, leaderKills } = await liveThroughEpochs(20_261_121, 200)
  // Guards the test itself: all of these must have happened.
  expect(world.leaders.length).toBeGreaterThan(100)
  expect(kills).toBeGreaterThan(20)
  expect(leaderKills).toBeGreaterThan(10)
  expect(world.acknowledged.size).toBeGreaterThan(1_000)
  expect(world.l1.batches.length).toBeGreaterThan(50)
}, 600_000)

test('when L1 reorganises too, the pool agrees with it in the end and has lost nothing acknowledged', async () => {
  const { reorgs, kills } = await liveThroughEpochs(20_261_122, 40, { isL1Restless: true })
  expect(reorgs).toBeGreaterThan(5)
  expect(kills).toBeGreaterThan(2)
}, 300_000)
