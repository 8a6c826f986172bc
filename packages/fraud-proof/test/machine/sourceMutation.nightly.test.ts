import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StepModule } from '@mvm/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { hashState, moduleOf, step, TapeRecorder } from '../../src/index.ts'
import { type RecordedStep, StepVerifier } from '../evm/StepVerifier.ts'
import { callingPrecompile } from '../precompile/callingPrecompile.ts'
import { precompileCells } from '../precompile/precompileCells.ts'
import { cells } from './cells.ts'
import { kindCells } from './kindCells.ts'
import { type SourceMutant, sourceMutants } from './sourceMutants.ts'
import { spongeSteps } from './spongeSteps.ts'
import { type Program, TestMachine } from './TestMachine.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const DISPUTE = 'contracts/src/l1/dispute'
const MUTANTS_PER_SOURCE = Number(process.env.MUTANTS_PER_SOURCE ?? 6)
const LONGEST_RUN = 200
/** So many at a time, so that a mutant which is caught at once costs little. */
const STEPS_PER_CALL = 40
const seed = Number(process.env.SEED ?? 7)

/** Modules, each with the sources that it alone is made of. */
const sources: Readonly<Partial<Record<StepModule, readonly string[]>>> = {
  ChunkStep: ['hash/KeccakSponge.sol', 'hash/KeccakPermutation.sol', 'opcode/Bloom.sol'],
  PrecompileStep: ['precompile/PrecompilePrice.sol'],
}

/** Lines whose mutants do the same, or what no hash tells, and why. */
const survivors: readonly (readonly [text: string, reason: string])[] = [
  ['constant CALL_GAS', 'a little more gas than any call needs makes no difference'],
  ['constant CALL_RESERVE', 'the same; gasSweep.test.ts takes the check away'],
  ['left >= CALL_GAS', 'the same'],
  ['if (size > words[5] - words[6])', 'of two equal sizes either is the lesser'],
  ['if (length > chunk.length)', 'of two equal lengths either is the lesser'],
  [
    'if (done >= words[3]) return',
    'of a source that just ended the rest is empty, which is read as zeros too',
  ],
]

interface Step extends RecordedStep {
  readonly postHash: string
}

describe(`a mutant of the verifier's source, seed ${seed}`, { timeout: 3_600_000 }, () => {
  const steps = new Map<StepModule, Step[]>()
  beforeAll(() => {
    for (const program of programs()) {
      for (const one of stepsOf(program)) {
        steps.set(one.module, [...(steps.get(one.module) ?? []), one])
      }
    }
    steps.get('ChunkStep')?.push(...spongeSteps(), ...spongeSteps('LOG1'))
  }, 600_000)

  const files = Object.entries(sources).flatMap(([module, more]) =>
    [`step/${module}.sol`, ...more].map((path) => [path, module as StepModule] as const),
  )
  it.each(files)('of %s is caught by the steps of %s', async (path, module) => {
    const file = `${DISPUTE}/${path}`
    const all = sourceMutants(file, readFileSync(join(ROOT, file), 'utf8'))
    const chosen = fc.sample(fc.shuffledSubarray(all), { seed, numRuns: 1 })[0] ?? []
    const alive: string[] = []
    let count = 0
    for (const mutant of chosen) {
      if (count === MUTANTS_PER_SOURCE) break
      const code = compiled(module, mutant)
      if (code === null) continue
      count++
      if (await isCaught(module, code, steps.get(module) ?? [])) continue
      const isKnown = survivors.some(([text]) => mutant.before.includes(text))
      if (!isKnown) alive.push(`${path}:${mutant.line}: ${mutant.before} → ${mutant.after}`)
    }
    process.stderr.write(`${path}: ${count} mutants of ${all.length}, ${alive.length} alive\n`)
    expect(alive).toEqual([])
  })
})

const intactCodes = new Map<StepModule, string>()

function intact(path: string, module: StepModule): string {
  const code = intactCodes.get(module) ?? compileSolidity(path, module)
  intactCodes.set(module, code)
  return code
}

/** `null` for a mutant that is no program, or the same one. */
function compiled(module: StepModule, mutant: SourceMutant): string | null {
  const path = `${DISPUTE}/step/${module}.sol`
  try {
    const code = compileSolidity(path, module, (source, file) =>
      file === mutant.file ? mutant.source : source,
    )
    return code === intact(path, module) ? null : code
  } catch {
    return null
  }
}

async function isCaught(
  module: StepModule,
  code: string,
  steps: readonly Step[],
): Promise<boolean> {
  const verifier = await StepVerifier.start({ [module]: code })
  try {
    for (let from = 0; from < steps.length; from += STEPS_PER_CALL) {
      const some = steps.slice(from, from + STEPS_PER_CALL)
      const answers = await verifier.take(some)
      if (some.some(({ postHash }, i) => answers[i]?.postHash !== postHash)) return true
    }
    return false
  } catch {
    // A mutant that runs for ever takes all the gas of the call with it.
    return true
  } finally {
    await verifier.stop()
  }
}

function programs(): Program[] {
  return [
    ...cells().map(({ program }) => program),
    ...kindCells.map(({ program }) => program),
    ...precompileCells().map(({ number, input, gas }) => callingPrecompile(number, input, gas)),
  ]
}

/** The steps of a run, of a long one its end only; each different one once. */
function stepsOf(program: Program): Step[] {
  const machine = new TestMachine(program)
  const states = machine.states().slice(-LONGEST_RUN, -1)
  const known = new Set<string>()
  return states.flatMap((state) => {
    const preHash = hashState(state)
    if (known.has(preHash)) return []
    known.add(preHash)
    const tape = new TapeRecorder()
    const postHash = hashState(step(state, machine.store, tape))
    const module = moduleOf(state, machine.store)
    return [{ module, position: 0, preHash, tape: tape.encode(), postHash }]
  })
}
