import type { Random } from '../../../protocol/test/payload/Random.ts'
import { type ContentStore, Kind, type MachineState } from '../../src/index.ts'
import type { Scenario } from '../block/Scenario.ts'
import { scenarios } from '../block/scenarios.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import { worstBlocks } from '../block/worstBlocks.ts'
import { classOfStep } from '../coverage/classOfStep.ts'
import { ShapeRecorder } from '../coverage/ShapeRecorder.ts'
import { takeWithShape } from '../coverage/takeWithShape.ts'
import { precompileSteps } from '../precompile/precompileStep.ts'
import { ClassSample, type SampledClass } from './ClassSample.ts'
import { cells } from './cells.ts'
import { deepPrograms } from './deepPrograms.ts'
import { kindCells } from './kindCells.ts'
import { spongeSteps } from './spongeSteps.ts'
import { type Program, TestMachine } from './TestMachine.ts'

/** Bytes of a tape beyond which its step is of another class than those with the same form. */
const LONG_TAPE = 8_000
/** The kind and the five parts of the state; then, of an opcode, the code. */
const OPENING = 6

/**
 * Steps of each kind, opcode, outcome and form of the witness that the tests' programs and blocks lead to.
 * @param size how many of each class at most
 */
export async function sampleOfClasses(
  size: number,
  random: Random,
): Promise<readonly SampledClass[]> {
  const sample = new ClassSample(size, random)
  for (const { program } of [...cells(), ...kindCells]) seeProgram(sample, program)
  await seeBlocks(sample, scenarios)
  // What comes of them depends on inputs that have one form, so that each is a class of its own.
  for (const [i, step] of precompileSteps().entries()) sample.see(`PRECOMPILE ${i}`, () => step)
  for (const [i, step] of spongeSteps('LOG1').entries()) {
    sample.see(`KECCAK of a long log ${i}`, () => step)
  }
  return sample.take()
}

/** The same of the programs and blocks whose tapes are as long as they can be made. */
export async function sampleOfLongTapes(
  size: number,
  random: Random,
): Promise<readonly SampledClass[]> {
  const sample = new ClassSample(size, random)
  for (const [, program] of deepPrograms) seeProgram(sample, program)
  await seeBlocks(sample, worstBlocks)
  return sample.take()
}

function seeProgram(sample: ClassSample, program: Program): void {
  const machine = new TestMachine(program)
  for (let state: MachineState = machine.start; state.kind !== Kind.TX_FINALIZE; ) {
    const before = state
    const { after, shape } = takeWithShape(before, machine.store)
    const name = nameOf(before, after, machine.store, shape)
    sample.see(name, () => machine.take(before))
    state = after
  }
}

async function seeBlocks(sample: ClassSample, blocks: readonly Scenario[]): Promise<void> {
  for (const { run } of blocks) {
    for (const { steps, store } of await run()) {
      for (const step of steps) {
        const name = nameOf(step.state, step.after, store, shapeOf(step))
        sample.see(step.tape.length > LONG_TAPE ? `long ${name}` : name, () => step)
      }
    }
  }
}

function nameOf(before: MachineState, after: MachineState, store: ContentStore, shape: string) {
  return `${classOfStep(before, after, store)}: ${shape}`
}

function shapeOf({ state, elements }: BlockStep): string {
  const recorder = new ShapeRecorder(state.kind === Kind.EXEC ? OPENING + 1 : OPENING)
  for (const element of elements) recorder.append(element)
  return recorder.shape
}
