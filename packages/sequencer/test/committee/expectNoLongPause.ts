import { expect } from 'vitest'
import type { DevnetLived } from './liveAtDevnetPace.ts'

/** By the simulated clock that the sequencers live by: how fast the machine is changes nothing. */
const LONGEST_PAUSE_MS = 5_000

/** Blocks have followed each other within five seconds, whoever was killed, and none was replaced. */
export function expectNoLongPause({ takeoverMs, longestPauseMs, world }: DevnetLived): void {
  expect(takeoverMs.at(-1)).toBeLessThanOrEqual(LONGEST_PAUSE_MS)
  expect(longestPauseMs).toBeLessThanOrEqual(LONGEST_PAUSE_MS)
  expect(world.contradictions).toEqual([])
}
