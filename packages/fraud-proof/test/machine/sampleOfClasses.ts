import type { Random } from '../../../protocol/test/payload/Random.ts'
import type { RunningState } from '../../src/index.ts'
import { scenarios } from '../block/scenarios.ts'
import { precompileSteps } from '../precompile/precompileStep.ts'
import { ClassSample, type SampledClass } from './ClassSample.ts'
import { cells } from './cells.ts'
import { kindCells, placeOfKind } from './kindCells.ts'
import { spongeSteps } from './spongeSteps.ts'
import { TestMachine } from './TestMachine.ts'

/**
 * Steps of each kind, opcode, outcome and form of the witness that the tests' programs and blocks lead to, and the one
 * that each cell of a kind is about.
 * @param size how many of each class at most
 */
export async function sampleOfClasses(
  size: number,
  random: Random,
): Promise<readonly SampledClass[]> {
  const sample = new ClassSample(size, random)
  for (const { program } of cells()) sample.seeProgram(new TestMachine(program))
  for (const cell of kindCells) {
    const machine = new TestMachine(cell.program)
    sample.seeProgram(machine)
    const states = machine.states() as RunningState[]
    const place = placeOfKind(cell, states, machine.store)
    const take = () => machine.take(states[place] as RunningState)
    sample.see(`${cell.kind}: ${cell.outcome}`, take)
  }
  await sample.seeBlocks(scenarios)
  // What comes of them depends on inputs that have one form, so that each is a class of its own.
  for (const [i, step] of precompileSteps().entries()) sample.see(`PRECOMPILE ${i}`, () => step)
  for (const [i, step] of spongeSteps('LOG1').entries()) {
    sample.see(`KECCAK of a long log ${i}`, () => step)
  }
  return sample.take()
}
