import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findBlockDifference } from './findBlockDifference.ts'
import { scenarios } from './scenarios.ts'
import { takeOnL1 } from './takeOnL1.ts'

describe('a whole block', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each(scenarios)('is a run of the machine: $name', async ({ run }) => {
    for (const block of await run()) {
      expect(findBlockDifference(block)).toBeNull()
      expect(await takeOnL1(verifier, block.steps)).toEqual([])
    }
  })
})
