import { describe, expect, it } from 'vitest'
import { tempFolder } from '../chain/tempFolder.ts'
import { killRepeatedly } from './killRepeatedly.ts'

describe('a process that is killed hundreds of times while it writes', () => {
  it('loses nothing that it was promised', async () => {
    for (const seed of [101, 102, 103, 104]) {
      const tally = await killRepeatedly(await tempFolder(), 77, 100, seed)
      console.info('storage kills', tally)
      expect(tally.killCount).toBe(100)
      expect(tally.duringCommitCount).toBeGreaterThan(20)
    }
  })
})
