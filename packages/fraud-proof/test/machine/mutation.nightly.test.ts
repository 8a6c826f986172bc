import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../protocol/test/payload/Random.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { sampleOfClasses, sampleOfLongTapes } from './sampleOfClasses.ts'
import { takeMutants } from './takeMutants.ts'

const { SEED = `${Date.now() % 1_000_000}` } = process.env
const STEPS_PER_CLASS = 3
/** The classes that `mutation.test.ts` counts. */
const CLASSES = 745
const LONG_CLASSES = 41
/** Of a step with a tape as long as can be, which has thousands. */
const LONG_LIMITS = { state: 100, witness: 500, call: 10, module: 16 } as const

describe(`the verifier, seed ${SEED}`, { timeout: 3_600_000 }, () => {
  const random = new Random(Number(SEED))
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('reverts on every mutant of several steps of each class', async () => {
    const classes = await sampleOfClasses(STEPS_PER_CLASS, random)
    expect(classes.length).toBe(CLASSES)
    const { count, wrong } = await takeMutants(verifier, classes, random, () => Infinity)
    const steps = classes.flatMap(({ steps }) => steps)
    process.stderr.write(`${count} mutants of ${steps.length} steps of ${CLASSES} classes\n`)
    expect(wrong).toEqual([])
  })

  it('reverts on mutants of the longest tapes', async () => {
    const classes = await sampleOfLongTapes(1, random)
    expect(classes.length).toBe(LONG_CLASSES)
    const { count, wrong } = await takeMutants(
      verifier,
      classes,
      random,
      (_, part) => LONG_LIMITS[part],
    )
    process.stderr.write(`${count} mutants of ${LONG_CLASSES} steps with long tapes\n`)
    expect(wrong).toEqual([])
  })
})
