import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../protocol/test/payload/Random.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { missingClasses } from './missingClasses.ts'
import { sampleOfCells } from './sampleOfCells.ts'
import { sampleOfClasses } from './sampleOfClasses.ts'
import { sampleOfLongTapes } from './sampleOfLongTapes.ts'
import { takeMutants } from './takeMutants.ts'

const { SEED = `${Date.now() % 1_000_000}` } = process.env
const STEPS_PER_CLASS = 3
/** Least number of cells of opcode × outcome, and of classes of steps with long tapes. */
const [CELLS, LONG_CLASSES] = [694, 50]
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
    expect(missingClasses(classes)).toEqual([])
    const { count, wrong } = await takeMutants(verifier, classes, random, () => Infinity)
    const steps = classes.flatMap(({ steps }) => steps)
    process.stderr.write(`${count} mutants of ${steps.length} steps of ${classes.length} classes\n`)
    expect(wrong).toEqual([])
  })

  it('reverts on mutants of each opcode’s step with each outcome', async () => {
    const classes = sampleOfCells()
    expect(classes.length).toBeGreaterThanOrEqual(CELLS)
    const { count, wrong } = await takeMutants(
      verifier,
      classes,
      random,
      (_, part) => CELL_LIMITS[part],
    )
    process.stderr.write(`${count} mutants of ${classes.length} cells\n`)
    expect(wrong).toEqual([])
  })

  it('reverts on mutants of the longest tapes', async () => {
    const classes = await sampleOfLongTapes(random)
    expect(classes.length).toBeGreaterThanOrEqual(LONG_CLASSES)
    const { count, wrong } = await takeMutants(
      verifier,
      classes,
      random,
      (_, part) => LONG_LIMITS[part],
    )
    process.stderr.write(`${count} mutants of ${classes.length} steps with long tapes\n`)
    expect(wrong).toEqual([])
  })
})
