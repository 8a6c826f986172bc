import type { Random } from '../../../protocol/test/payload/Random.ts'
import type { MachineState, RunningState } from '../../src/index.ts'
import { scenarios } from '../block/scenarios.ts'
import { precompileSteps } from '../precompile/precompileStep.ts'
import { ClassSample, type SampledClass } from './ClassSample.ts'
import { cells } from './cells.ts'
import { kindCells } from './kindCells.ts'
import { spongeSteps } from './spongeSteps.ts'

/**
 * Steps of each kind, opcode, outcome and form of the witness that the tests' programs and blocks lead to, and of each
 * outcome that cells tell apart beyond that.
 * @param size how many of each class at most
 */
export async function sampleOfClasses(
  size: number,
  random: Random,
): Promise<readonly SampledClass[]> {
  const sample = new ClassSample(size, random)
  for (const { program } of cells()) sample.seeProgram(program)
  for (const { kind, outcome, program, isMeant } of kindCells) {
    const isOfCell = (before: MachineState, after: MachineState): boolean =>
      before.kind === kind && isMeant(before as RunningState, after as RunningState)
    sample.seeProgram(program, (before, after) => (isOfCell(before, after) ? `${outcome}, ` : ''))
  }
  await sample.seeBlocks(scenarios)
  // What comes of them depends on inputs that have one form, so that each is a class of its own.
  for (const [i, step] of precompileSteps().entries()) sample.see(`PRECOMPILE ${i}`, () => step)
  for (const [i, step] of spongeSteps('LOG1').entries()) {
    sample.see(`KECCAK of a long log ${i}`, () => step)
  }
  return sample.take()
}
