import { expect, test, vi } from 'vitest'
import { liveThroughWorlds } from './liveThroughWorlds.ts'

vi.mock('../../src/committee/ballot/majority.ts', () => ({ majority: () => 1 }))

test('a majority of one is found out', () => {
  expect(() => liveThroughWorlds({ seed: 1, numRuns: 100 })).toThrow(/both decided/)
})
