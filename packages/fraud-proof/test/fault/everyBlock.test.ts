import { faultNames } from '@mvm/execution'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SteppedBlock } from '../block/TestRollup.ts'
import { cornerBlocks } from './cornerBlocks.ts'
import { randomBlock, randomInputs } from './randomBlock.ts'
import { tryLie } from './tryLie.ts'

const SEED = 38_019

describe('a liar', { timeout: 300_000 }, () => {
  const blocks: (readonly [name: string, SteppedBlock])[] = []
  beforeAll(async () => {
    for (const { name, run } of cornerBlocks) {
      for (const block of await run()) blocks.push([name, block])
    }
  }, 300_000)

  it.each(faultNames)(
    'claims by its machine what it claims by its executor, and loses where they say: %s',
    async (fault) => {
      let lies = 0
      for (const [name, block] of blocks) {
        const { verdict, problem } = await tryLie(fault, block)
        expect(problem, name).toBeNull()
        if (verdict !== null) lies++
      }
      expect(lies).toBeGreaterThan(0)
    },
  )

  it('does so in blocks of random programs', async () => {
    const lies = new Set<string>()
    await fc.assert(
      fc.asyncProperty(randomInputs, async (inputs) => {
        const block = await randomBlock(inputs)
        for (const fault of faultNames) {
          const { verdict, problem } = await tryLie(fault, block)
          expect(problem).toBeNull()
          if (verdict !== null) lies.add(fault)
        }
      }),
      { seed: SEED, numRuns: 8, endOnFailure: true },
    )
    expect(lies.size).toBeGreaterThan(faultNames.length / 2)
  })
})
