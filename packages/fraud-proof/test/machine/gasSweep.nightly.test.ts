import { afterAll, beforeAll, describe, it } from 'vitest'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { worstInputs } from '../precompile/precompileInputs.ts'
import { precompileStep, precompileSteps } from '../precompile/precompileStep.ts'
import { expectNeverWrong } from './expectNeverWrong.ts'
import { oneOfEachKind } from './oneOfEachKind.ts'
import { spongeSteps } from './spongeSteps.ts'

const SPREAD = { first: 48, perRound: 16 }

describe('a step with any of many gas limits', () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('of each module reverts or gives the right hash', async () => {
    await expectNeverWrong(verifier, [...(await oneOfEachKind()), ...spongeSteps()], SPREAD)
  })

  it('of each precompile reverts or gives the right hash', async () => {
    await expectNeverWrong(verifier, precompileSteps(), SPREAD)
  })

  it('of the dearest precompile calls reverts or gives the right hash', async () => {
    const records = worstInputs.map(([, number, input]) => precompileStep(number, input))
    await expectNeverWrong(verifier, records, SPREAD)
  })
})
