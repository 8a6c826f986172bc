import { expect, test } from 'vitest'
import { expectNoLongPause } from './expectNoLongPause.ts'
import { liveAtDevnetPace } from './liveAtDevnetPace.ts'

test('at fifty transactions a second the next block comes within five seconds of the leader’s death', async () => {
  const lived = await liveAtDevnetPace(20_261_123, { epochs: 7, ratePerS: 55 })
  expect(lived.answeredPerS).toBeGreaterThanOrEqual(50)
  expect(lived.takeoverMs.length).toBeGreaterThan(3)
  expectNoLongPause(lived)
}, 600_000)

test('so it does through epochs in which somebody is always killed', async () => {
  const lived = await liveAtDevnetPace(20_261_124, { epochs: 30, ratePerS: 3 })
  expect(lived.takeoverMs.length).toBeGreaterThan(10)
  expectNoLongPause(lived)
}, 600_000)
