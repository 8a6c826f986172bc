import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { fuzzPrecompile } from './fuzzPrecompiles.ts'
import { precompileInputs } from './precompileInputs.ts'

describe('a precompile with inputs that were changed', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each(Object.keys(precompileInputs()).map(Number))(
    '%i: executor, machine and L1 agree',
    async (number) => {
      expect(await fuzzPrecompile(verifier, number, 20_260, 12)).toBeGreaterThan(0)
    },
  )
})
