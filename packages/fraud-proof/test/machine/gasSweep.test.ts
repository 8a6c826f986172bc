import { stepModules } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { scenarios } from '../block/scenarios.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { worstInputs } from '../precompile/precompileInputs.ts'
import { precompileStep, precompileSteps } from '../precompile/precompileStep.ts'
import { cells } from './cells.ts'
import { spongeSteps } from './spongeSteps.ts'
import { TestMachine } from './TestMachine.ts'

/** More than any step takes. */
const ENOUGH = 12_000_000
/** All over the range at first, then where the step begins to be taken. */
const FIRST_LIMITS = 48
const LIMITS_PER_ROUND = 16
/** Blocks with a step of each kind outside of frames. */
const blocks: readonly string[] = [
  'a transfer of each type',
  'accounts that destroy themselves',
  'a creation of a contract',
  'deposits that call',
]

interface Swept {
  /** The least gas limit with which the step is taken. */
  readonly needed: number
  readonly wrong: readonly number[]
  /** Limits above the least with which it reverted, and below it with which it did not. */
  readonly odd: readonly number[]
  readonly count: number
}

describe('a step with any gas limit', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('of each module reverts or gives the right hash', async () => {
    const records = [...(await oneOfEachKind()), ...spongeSteps()]
    await expectNeverWrong(verifier, records)
    const modules = new Set(records.map(({ module }) => module))
    expect(stepModules.filter((name) => !modules.has(name))).toEqual(['PrecompileStep'])
  })

  it('of each precompile reverts or gives the right hash', async () => {
    await expectNeverWrong(verifier, precompileSteps())
  })

  it('of the dearest precompile calls reverts or gives the right hash', async () => {
    const records = worstInputs.map(([, number, input]) => precompileStep(number, input))
    await expectNeverWrong(verifier, records)
  })

  it('is wrong with some limit if the gas of the inner call is not checked', async () => {
    const unchecked = compileSolidity(
      'contracts/src/l1/dispute/step/PrecompileStep.sol',
      'PrecompileStep',
      (source, path) => {
        if (!path.endsWith('PrecompileStep.sol')) return source
        const check = 'require(left >= CALL_GAS + CALL_RESERVE'
        expect(source).toContain(check)
        return source.replace(check, 'require(left >= 0')
      },
    )
    const faulty = await StepVerifier.start({ PrecompileStep: unchecked })
    try {
      const [, number, input] = worstInputs.find(([name]) => name.startsWith('BN254')) ?? []
      const record = precompileStep(number as number, input as Uint8Array)
      expect((await swept(faulty, record)).wrong.length).toBeGreaterThan(0)
    } finally {
      await faulty.stop()
    }
  })
})

async function expectNeverWrong(
  verifier: StepVerifier,
  records: readonly BlockStep[],
): Promise<void> {
  let count = 0
  let needed = 0
  for (const record of records) {
    const name = `${record.module}, kind ${record.state.kind}, ${record.tape.length} bytes`
    const found = await swept(verifier, record)
    expect({ name, wrong: found.wrong, odd: found.odd }).toEqual({ name, wrong: [], odd: [] })
    needed = Math.max(needed, found.needed)
    count += found.count
  }
  process.stderr.write(`${records.length} steps, ${count} gas limits, ${needed} is enough\n`)
}

/** All over the range first, then closer and closer to the least limit that is enough, in the end each one there. */
async function swept(verifier: StepVerifier, record: BlockStep): Promise<Swept> {
  const seen = new Map<number, string>()
  let [low, high] = [0, ENOUGH]
  for (;;) {
    const count = seen.size === 0 ? FIRST_LIMITS : LIMITS_PER_ROUND
    const stride = Math.max(1, Math.ceil((high - low) / count))
    const limits: number[] = []
    for (let limit = low; limit < high; limit += stride) limits.push(limit)
    limits.push(high)
    const answers = await verifier.takeWithLimits(record, record.postHash, limits)
    answers.forEach((answer, i) => {
      seen.set(limits[i] as number, answer)
    })
    const first = answers.indexOf('right')
    if (first <= 0) throw new Error(`no limit is enough between ${low} and ${high}`)
    low = limits[first - 1] as number
    high = limits[first] as number
    if (stride === 1) break
  }
  const all = [...seen]
  const wrong = all.filter(([, answer]) => answer === 'wrong').map(([limit]) => limit)
  const odd = all.filter(([limit, answer]) => limit >= high !== (answer === 'right'))
  return { needed: high, wrong, odd: odd.map(([limit]) => limit), count: all.length }
}

/** The longest step of each module, kind and outcome among the cells and in some blocks. */
async function oneOfEachKind(): Promise<BlockStep[]> {
  const longest = new Map<string, BlockStep>()
  const take = (step: BlockStep): void => {
    const key = `${step.module} ${step.state.kind} ${step.after.kind}`
    const known = longest.get(key)
    if (known === undefined || known.tape.length < step.tape.length) longest.set(key, step)
  }
  for (const { program } of cells()) {
    if (program.code.length > 1000) continue
    for (const record of new TestMachine(program).record()) take(record)
  }
  for (const { name, run } of scenarios) {
    if (!blocks.includes(name)) continue
    for (const { steps } of await run()) for (const step of steps) take(step)
  }
  return [...longest.values()]
}
