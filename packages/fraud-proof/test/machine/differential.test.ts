import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MachineState, opcodeRules, UnsupportedStepError } from '../../src/index.ts'
import { opcodeHandlers } from '../../src/step/opcodeHandlers.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from './findDifference.ts'
import { programs } from './programs.ts'
import { type StepRecord, TestMachine } from './TestMachine.ts'

const SEED = 20_260
const handled = Object.keys(opcodeHandlers).map(Number)
const gasLimits = fc.oneof(
  { weight: 6, arbitrary: fc.constant(100_000n) },
  { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 400n }) },
)

/** `null` for a program that runs into an opcode which the machine does not have yet. */
function supportedStates(machine: TestMachine): MachineState[] | null {
  try {
    return machine.states()
  } catch (error) {
    if (error instanceof UnsupportedStepError) return null
    throw error
  }
}

describe('one machine described twice', () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('steps through generated programs as the executor does, and L1 agrees with each step', async () => {
    const records: StepRecord[] = []
    await fc.assert(
      fc.asyncProperty(programs(handled), gasLimits, async (code, gas) => {
        const machine = new TestMachine({ code, gas })
        const states = supportedStates(machine)
        fc.pre(states !== null)
        expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
        records.push(...machine.record())
      }),
      { seed: SEED, numRuns: 150 },
    )
    const startedAtMs = performance.now()
    const answers = await verifier.take(records)
    const seconds = (performance.now() - startedAtMs) / 1000
    process.stderr.write(
      `${records.length} steps on L1, ${Math.round(records.length / seconds)}/s\n`,
    )
    const wrong = records.filter((record, i) => answers[i]?.postHash !== record.postHash)
    expect(wrong.map(({ module, elements }) => [module, elements.length])).toEqual([])
  })

  it('has a rule for each opcode that it handles', () => {
    for (const opcode of handled) expect(opcodeRules[opcode]).toBeDefined()
  })
})
