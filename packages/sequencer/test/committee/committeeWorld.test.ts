import { expect, test } from 'vitest'
import { liveThroughWorld } from './liveThroughWorld.ts'
import { liveThroughWorlds } from './liveThroughWorlds.ts'

test('in thousands of worlds of crashes, partitions and new committees nothing is decided twice and nothing acknowledged is lost', () => {
  const seen = liveThroughWorlds({ seed: 20_261_121, numRuns: 3_000 })
  // Guards the test itself: all of these must have happened.
  expect(seen.leaderships).toBeGreaterThan(5_000)
  expect(seen.depositions).toBeGreaterThan(2_000)
  expect(seen.recoveries).toBeGreaterThan(500)
  expect(seen.acknowledged).toBeGreaterThan(20_000)
}, 600_000)

test('a leader that leads on is not shut out by what members promised to a candidate of an epoch between', () => {
  liveThroughWorld(2_122_064_789)
})

test('members that forget their votes are found out', () => {
  expect(() => liveThroughWorlds({ seed: 1, numRuns: 300, faults: ['forgets-votes'] })).toThrow(
    /both decided|sealed|not healed/,
  )
})

test('a committee that does not ask the one before it is found out', () => {
  expect(() =>
    liveThroughWorlds({ seed: 1, numRuns: 300, faults: ['asks-no-earlier-committee'] }),
  ).toThrow(/both decided/)
})
