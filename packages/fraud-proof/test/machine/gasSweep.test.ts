import { stepModules } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { worstInputs } from '../precompile/precompileInputs.ts'
import { precompileStep, precompileSteps } from '../precompile/precompileStep.ts'
import { expectNeverWrong } from './expectNeverWrong.ts'
import { oneOfEachKind } from './oneOfEachKind.ts'
import { spongeSteps } from './spongeSteps.ts'
import { sweepGas } from './sweepGas.ts'

/** Half as many limits as at night, and only the dearest calls whose inputs are in order. */
const SPREAD = { first: 12, perRound: 4 }
const FINE_SPREAD = { first: 48, perRound: 16 }

describe('a step with any gas limit', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('of each module reverts or gives the right hash', async () => {
    const records = [...(await oneOfEachKind()), ...spongeSteps()]
    await expectNeverWrong(verifier, records, SPREAD)
    const modules = new Set(records.map(({ module }) => module))
    expect(stepModules.filter((name) => !modules.has(name))).toEqual(['PrecompileStep'])
  })

  it('of each precompile reverts or gives the right hash', async () => {
    await expectNeverWrong(verifier, precompileSteps(), SPREAD)
  })

  it('of the dearest precompile calls reverts or gives the right hash', async () => {
    const inputs = worstInputs.filter(([name]) => !/not on the curve|refused/.test(name))
    const records = inputs.map(([, number, input]) => precompileStep(number, input))
    await expectNeverWrong(verifier, records, SPREAD)
  })

  it('is wrong with some limit if the gas of the inner call is not checked', async () => {
    const unchecked = compileSolidity(
      'contracts/src/l1/dispute/step/PrecompileStep.sol',
      'PrecompileStep',
      (source, path) => {
        if (!path.endsWith('PrecompileStep.sol')) return source
        const check = 'require(left >= CALL_GAS + CALL_RESERVE'
        expect(source).toContain(check)
        return source.replace(check, 'require(left >= 0')
      },
    )
    const faulty = await StepVerifier.start({ PrecompileStep: unchecked })
    try {
      const [, number, input] = worstInputs.find(([name]) => name.startsWith('BN254')) ?? []
      const record = precompileStep(number as number, input as Uint8Array)
      expect((await sweepGas(faulty, record, FINE_SPREAD)).wrong.length).toBeGreaterThan(0)
    } finally {
      await faulty.stop()
    }
  })
})
