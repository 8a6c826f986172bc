import { describe, expect, it } from 'vitest'
import { tempFolder } from '../chain/tempFolder.ts'
import { killRepeatedly } from './killRepeatedly.ts'

describe('a process that is killed while it writes', () => {
  // Two dozen starts of a process: 20 s on an idle machine, a minute and more on a busy one.
  it('loses nothing that it was promised', { timeout: 300_000 }, async () => {
    const tallies = await Promise.all(
      [1, 2].map(async (seed) => killRepeatedly(await tempFolder(), 77, 12, seed)),
    )
    for (const tally of tallies) {
      console.info('storage kills', tally)
      expect(tally.killCount).toBe(12)
      expect(tally.sealedCount).toBeGreaterThan(12)
      expect(tally.acceptedCount).toBeGreaterThan(12)
    }
    const hits = tallies.reduce((sum, { duringCommitCount }) => sum + duringCommitCount, 0)
    expect(hits).toBeGreaterThan(10)
  })
})
