import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StepModule, stepModules } from '@mvm/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { MutantTrial } from './MutantTrial.ts'
import { type AnsweredStep, readRecording } from './readRecording.ts'
import { recordSuite } from './recordSuite.ts'
import { type SourceMutant, sourceMutants } from './sourceMutants.ts'
import { survivors } from './survivors.ts'
import { verifierSources } from './verifierSources.ts'

/** `all` for every one that the rules make. */
const { MUTANTS_PER_SOURCE = '12', SEED = '7', SOURCES = '' } = process.env
const seed = Number(SEED)
const limit = MUTANTS_PER_SOURCE === 'all' ? Number.POSITIVE_INFINITY : Number(MUTANTS_PER_SOURCE)
/** A recording that is there already, to run only some of the sources. */
const given = process.env.RECORDING
const sources = verifierSources().filter(({ path }) => new RegExp(SOURCES).test(path))

const totals = new Map<string, { caught: number; survived: number }>()

describe(`mutants of the verifier's source, seed ${seed}`, { timeout: 14_400_000 }, () => {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'mvm-steps-'))
  let steps: ReadonlyMap<StepModule, readonly AnsweredStep[]>
  let verifier: StepVerifier
  let trial: MutantTrial
  beforeAll(async () => {
    if (given === undefined) recordSuite(folder)
    steps = readRecording(folder)
    verifier = await StepVerifier.start()
    trial = new MutantTrial(verifier, steps)
  }, 1_800_000)
  afterAll(async () => {
    await verifier?.stop()
    if (given === undefined) rmSync(folder, { recursive: true, force: true })
    const lines = [...totals].map(
      ([name, { caught, survived }]) => `${name}: ${caught} caught, ${survived} survived`,
    )
    process.stderr.write(`${lines.join('\n')}\n`)
  })

  it('are tried on steps of every module, on which the verifier itself is right', async () => {
    const counts = stepModules.map((module) => [module, steps.get(module)?.length ?? 0] as const)
    process.stderr.write(`${counts.map(([module, count]) => `${module} ${count}`).join(', ')}\n`)
    for (const module of stepModules) expect(await trial.isIntact(module)).toBe(true)
  })

  it('have survivors that are still written so', () => {
    const all = verifierSources()
    const stale = survivors.filter(
      ({ file, before }) =>
        !all.some(({ path, text }) => path.endsWith(file) && text.includes(before)),
    )
    expect(stale).toEqual([])
  })

  it.each(sources.map((source) => [source.path, source] as const))(
    'of %s are caught by the suite, but for the known ones',
    async (path, { text, modules }) => {
      const all = sourceMutants(path, text)
      const chosen = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
        seed,
        numRuns: 1,
      })[0] as SourceMutant[]
      const unknown: string[] = []
      let [caught, survived] = [0, 0]
      for (const mutant of chosen) {
        if (caught + survived >= limit) break
        const fate = await trial.fateOf(mutant, modules)
        if (fate === 'caught') caught++
        if (fate !== 'alive') continue
        survived++
        const isKnown = survivors.some(
          ({ file, before, after }) =>
            path.endsWith(file) &&
            mutant.before.includes(before) &&
            (after === undefined || mutant.after.includes(after)),
        )
        const shown = `${path}:${mutant.line}: ${mutant.before} → ${mutant.after}`
        process.stderr.write(`${isKnown ? 'known' : 'ALIVE'} ${shown}\n`)
        if (!isKnown) unknown.push(shown)
      }
      process.stderr.write(
        `${path}: ${caught} caught, ${survived} survived, ${all.length} by the rules\n`,
      )
      for (const module of modules.length === 0 ? ['MVM_ExecutionManager'] : modules) {
        const known = totals.get(module) ?? { caught: 0, survived: 0 }
        totals.set(module, { caught: known.caught + caught, survived: known.survived + survived })
      }
      expect(unknown).toEqual([])
    },
  )

  it.runIf(SOURCES === '')(
    'are ten of each module at least, and the verifier is right at the end',
    async () => {
      const triedOf = (module: StepModule): number => {
        const { caught, survived } = totals.get(module) ?? { caught: 0, survived: 0 }
        return caught + survived
      }
      expect(stepModules.filter((module) => triedOf(module) < 10)).toEqual([])
      for (const module of stepModules) expect(await trial.isIntact(module)).toBe(true)
    },
  )
})
