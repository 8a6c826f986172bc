import { type FaultName, faultNames } from '@mvm/execution'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../block/scenarios.ts'
import { randomBlock, randomInputs } from './randomBlock.ts'
import { tryLie } from './tryLie.ts'

const seed = Date.now() % 1_000_000

describe(`a liar on many blocks, seed ${seed}`, { timeout: 3_600_000 }, () => {
  it.each(scenarios)('stands by what it claims: $name', async ({ run }) => {
    for (const block of await run()) {
      for (const fault of faultNames) expect((await tryLie(fault, block)).problem).toBeNull()
    }
  })

  it('stands by what it claims: random programs', async () => {
    const lies = new Map<FaultName, number>()
    await fc.assert(
      fc.asyncProperty(randomInputs, async (inputs) => {
        const block = await randomBlock(inputs)
        for (const fault of faultNames) {
          const { verdict, problem } = await tryLie(fault, block)
          expect(problem).toBeNull()
          if (verdict !== null) lies.set(fault, (lies.get(fault) ?? 0) + 1)
        }
      }),
      { seed, numRuns: 150, endOnFailure: true },
    )
    process.stderr.write(`lies of ${[...lies].map(([fault, n]) => `${fault}: ${n}`).join(', ')}\n`)
    for (const fault of faultNames) {
      expect(lies.get(fault), fault).toBeGreaterThan(0)
    }
  })
})
