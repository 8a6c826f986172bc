import { test } from 'vitest'
import { liveThroughWorlds } from './liveThroughWorlds.ts'

test('in 40,000 worlds nothing is decided twice and nothing acknowledged is lost', () => {
  liveThroughWorlds({ seed: Date.now() % 2 ** 31, numRuns: 40_000 })
}, 900_000)
