import { stepModules } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { ExitOutcome } from '../../src/step/ExitOutcome.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { worstInputs } from '../precompile/precompileInputs.ts'
import { precompileStep, precompileSteps } from '../precompile/precompileStep.ts'
import { expectNeverWrong } from './expectNeverWrong.ts'
import { oneOfEachKind } from './oneOfEachKind.ts'
import { spongeSteps } from './spongeSteps.ts'
import { sweepGas } from './sweepGas.ts'
import type { StepRecord } from './TestMachine.ts'

/** As a precompile's number stands in its operation. */
const IDENTITY = `0x${'00'.repeat(19)}04`
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
    const records = precompileSteps()
    const needed = await expectNeverWrong(verifier, records, SPREAD)
    // Where L1 is called it is with 8M gas, however little of it is used.
    const called = needed.filter((_, i) => callsL1(records[i] as StepRecord))
    expect(called.length).toBeGreaterThanOrEqual(17)
    expect(Math.min(...called)).toBeGreaterThan(8_000_000 + Math.floor(8_000_000 / 63) + 100_000)
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

/** All precompiles that give something do, but identity. */
function callsL1({ state, after }: StepRecord): boolean {
  if (!('pending' in state) || !('pending' in after)) return false
  return after.pending?.words[0] === ExitOutcome.SUCCEEDED && state.pending?.words[0] !== IDENTITY
}
