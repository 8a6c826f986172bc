import { expect, test } from 'vitest'
import { expectNoLongPause } from './expectNoLongPause.ts'
import { liveAtDevnetPace } from './liveAtDevnetPace.ts'

test('through 200 hand-overs with kills at random the next block always comes within five seconds', async () => {
  const seed = Date.now() % 1e9
  const lived = await liveAtDevnetPace(seed, { epochs: 200, ratePerS: 3 })
  const { kills, takeoverMs, longestPauseMs, world } = lived
  console.info({ seed, kills, longestPauseMs, handOvers: world.leaders.length, takeoverMs })
  expect(world.leaders.length).toBeGreaterThan(150)
  expect(takeoverMs.length).toBeGreaterThan(100)
  expectNoLongPause(lived)
}, 3_600_000)
