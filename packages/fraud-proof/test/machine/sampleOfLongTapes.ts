import type { Random } from '../../../protocol/test/payload/Random.ts'
import { worstBlocks } from '../block/worstBlocks.ts'
import { ClassSample, type SampledClass } from './ClassSample.ts'
import { deepPrograms } from './deepPrograms.ts'
import { TestMachine } from './TestMachine.ts'

/** A step of each class that programs and blocks lead to whose tapes are as long as they can be made. */
export async function sampleOfLongTapes(random: Random): Promise<readonly SampledClass[]> {
  const sample = new ClassSample(1, random)
  for (const [, program] of deepPrograms) sample.seeProgram(new TestMachine(program))
  await sample.seeBlocks(worstBlocks)
  return sample.take()
}
