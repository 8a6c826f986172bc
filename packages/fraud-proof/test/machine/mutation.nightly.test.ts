import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../protocol/test/payload/Random.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { sampleOfCells } from './sampleOfCells.ts'
import { sampleOfClasses } from './sampleOfClasses.ts'
import { sampleOfLongTapes } from './sampleOfLongTapes.ts'
import { takeMutants } from './takeMutants.ts'

const { SEED = `${Date.now() % 1_000_000}` } = process.env
const STEPS_PER_CLASS = 3
/** The classes that `mutation.test.ts` counts. */
const CLASSES = 779
/** Opcode × outcome, less what cannot be. */
const CELLS = 661
const LONG_CLASSES = 50
/** Of a cell, whose state opens as that of its class does. */
const CELL_LIMITS = { state: 40, witness: 1_000, call: 10, module: 16 } as const
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

  it('reverts on mutants of each opcode’s step with each outcome', async () => {
    const classes = sampleOfCells()
    expect(classes.length).toBe(CELLS)
    const { count, wrong } = await takeMutants(
      verifier,
      classes,
      random,
      (_, part) => CELL_LIMITS[part],
    )
    process.stderr.write(`${count} mutants of ${CELLS} cells\n`)
    expect(wrong).toEqual([])
  })

  it('reverts on mutants of the longest tapes', async () => {
    const classes = await sampleOfLongTapes(random)
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
