import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { fuzzPrecompile } from './fuzzPrecompile.ts'
import { precompileInputs } from './precompileInputs.ts'

const seed = Date.now() % 1_000_000

describe(`a precompile with many inputs that were changed, seed ${seed}`, {
  timeout: 3_600_000,
}, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each(Object.keys(precompileInputs()).map(Number))(
    '%i: executor, machine and L1 agree',
    async (number) => {
      expect(await fuzzPrecompile(verifier, number, seed, 400)).toBeGreaterThan(0)
    },
  )
})
