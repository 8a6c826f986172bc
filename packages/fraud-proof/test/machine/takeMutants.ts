import type { Random } from '../../../protocol/test/payload/Random.ts'
import { encodeTape } from '../../src/index.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import type { RecordedStep, StepVerifier } from '../evm/StepVerifier.ts'
import type { SampledClass } from './ClassSample.ts'
import { type Mutant, type MutatedPart, mutantsOf } from './mutantsOf.ts'

/** How many mutants of a part of a step are taken at most; which ones is random. */
export type MutantLimit = (step: BlockStep, part: MutatedPart) => number

export interface TakenMutants {
  readonly count: number
  /** The mutants that did not revert, and the steps that did not answer rightly when they were left as they are. */
  readonly wrong: readonly string[]
}

interface Asked {
  readonly name: string
  readonly step: RecordedStep
  readonly postHash: string
  readonly isMutant: boolean
}

/** What is made before it is sent, in bytes. */
const BYTES_AT_ONCE = 4_000_000

/** Asks L1 for mutants of each step of the classes, and behind them for the step itself. */
export async function takeMutants(
  verifier: StepVerifier,
  classes: readonly SampledClass[],
  random: Random,
  limit: MutantLimit,
): Promise<TakenMutants> {
  let count = 0
  const wrong: string[] = []
  let batch: Asked[] = []
  let size = 0
  const ask = async (asked: Asked): Promise<void> => {
    batch.push(asked)
    count += asked.isMutant ? 1 : 0
    size += asked.step.tape.length
    if (size >= BYTES_AT_ONCE) await flush()
  }
  const flush = async (): Promise<void> => {
    const answers = await verifier.take(batch.map(({ step }) => step))
    wrong.push(...batch.flatMap((asked, i) => problemOf(asked, answers[i]?.postHash ?? null)))
    batch = []
    size = 0
  }
  for (const { name: className, steps } of classes) {
    for (const record of steps) {
      const { postHash } = record
      for (const { name, make } of chosenMutants(record, random, limit)) {
        await ask({ name: `${className}: ${name}`, step: make(), postHash, isMutant: true })
      }
      // Of the elements that the mutants were made of.
      const step = { ...record, tape: encodeTape(record.elements) }
      await ask({ name: className, step, postHash, isMutant: false })
    }
  }
  await flush()
  return { count, wrong }
}

function problemOf({ name, step, postHash, isMutant }: Asked, answer: string | null): string[] {
  const isRight = answer === (isMutant ? null : postHash)
  if (isRight) return []
  const meant = `${step.module}, ${name}, with the hash ${step.preHash} before it`
  return [`${meant}: ${answer ?? 'reverted'}; the step itself leads to ${postHash}`]
}

function chosenMutants(record: BlockStep, random: Random, limit: MutantLimit): readonly Mutant[] {
  const parts = Map.groupBy(mutantsOf(record, random), ({ part }) => part)
  return [...parts].flatMap(([part, mutants]) => {
    const most = limit(record, part)
    if (mutants.length <= most) return mutants
    return Array.from(
      { length: most },
      () => mutants.splice(random.below(mutants.length), 1)[0] as Mutant,
    )
  })
}
