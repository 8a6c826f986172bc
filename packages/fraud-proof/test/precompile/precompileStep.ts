import { Kind } from '../../src/index.ts'
import { type StepRecord, TestMachine } from '../machine/TestMachine.ts'
import { callingPrecompile } from './callingPrecompile.ts'
import { precompileInputs } from './precompileInputs.ts'

const GAS = 4_000_000n

/** The PRECOMPILE step of a call. */
export function precompileStep(number: number, input: Uint8Array): StepRecord {
  const machine = new TestMachine(callingPrecompile(number, input, GAS))
  return machine.record(machine.reach(Kind.PRECOMPILE), 1)[0] as StepRecord
}

/** One of each precompile and outcome that its input decides. */
export function precompileSteps(): StepRecord[] {
  return Object.entries(precompileInputs()).flatMap(([number, inputs]) =>
    (['output', 'empty output', 'refused', 'too dear'] as const).flatMap((outcome) => {
      const input = inputs[outcome]?.[0]
      return input === undefined ? [] : [precompileStep(Number(number), input)]
    }),
  )
}
