import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../chain/tempFolder.ts'
import { type ModelTally, runAgainstModel, step } from './runAgainstModel.ts'

describe('any long sequence of commits, roll-backs, pool changes and restarts', () => {
  it('leaves in a storage unit what a simple model says', async () => {
    const folder = await tempFolder()
    const tally: ModelTally = { commits: 0, refusals: 0, rollBacks: 0, returns: 0, prunedBlocks: 0 }
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 60 }), async (steps) => {
        const path = join(folder, String(run++))
        await runAgainstModel(path, steps, tally)
        await rm(path, { recursive: true })
      }),
      { numRuns: 600, verbose: 1 },
    )
    console.info('storage model', tally)
    for (const count of Object.values(tally)) expect(count).toBeGreaterThan(50)
  })
})
