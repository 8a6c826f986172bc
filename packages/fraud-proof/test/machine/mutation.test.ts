import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../protocol/test/payload/Random.ts'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import type { SampledClass } from './ClassSample.ts'
import { missingClasses } from './missingClasses.ts'
import { sampleOfClasses } from './sampleOfClasses.ts'
import { type MutantLimit, takeMutants } from './takeMutants.ts'

const SEED = 20_262
/** Of one step of each class; at night all are taken, of several steps. */
const LIMITS = { state: 6, witness: 30, call: 10, module: 2 } as const
/** Of one step of each module and kind, as all its steps open the state alike. */
const STATE_LIMIT = 200

describe(`the verifier, seed ${SEED}`, { timeout: 300_000 }, () => {
  const random = new Random(SEED)
  let verifier: StepVerifier
  let classes: readonly SampledClass[]
  beforeAll(async () => {
    verifier = await StepVerifier.start()
    classes = await sampleOfClasses(1, random)
  })
  afterAll(() => verifier?.stop())

  it('is asked for a step of each class, of long tapes as well', () => {
    expect(missingClasses(classes)).toEqual([])
    const long = classes.filter(({ name }) => name.startsWith('long '))
    const names = long.map(({ name }) => name.slice(0, name.indexOf(':')))
    expect(names).toEqual(
      expect.arrayContaining([
        'long BLOCK_BEGIN → TX_NEXT',
        'long TX_NEXT → TX_CHECK',
        'long TX_NEXT → BLOCK_END',
      ]),
    )
  })

  it('reverts on every tape that is not the step’s, in every module that is not, and else answers', async () => {
    const steps = classes.flatMap(({ steps }) => steps)
    const ofEach = Map.groupBy(steps, ({ module, state }) => `${module} ${state.kind}`)
    const firsts = new Set([...ofEach.values()].map(([first]) => first))
    const limit: MutantLimit = (step, part) => {
      if (!firsts.has(step) || part === 'witness') return LIMITS[part]
      return part === 'state' ? STATE_LIMIT : Number.POSITIVE_INFINITY
    }
    const { count, wrong } = await takeMutants(verifier, classes, random, limit)
    process.stderr.write(`${count} mutants of ${classes.length} classes of steps\n`)
    expect(wrong).toEqual([])
  })

  it('would be asked for too few if programs or blocks went missing', () => {
    const some = classes.filter(({ name }) => !name.startsWith('EXEC 0xf2'))
    expect(missingClasses(some)).toEqual([expect.stringMatching(/^\d+ classes of EXEC, and not/)])
  })

  it('is caught when a single opcode believes an element', async () => {
    const path = 'contracts/src/l1/dispute/step/CallStep.sol'
    const bound = 'm.tape.nextWithHash(callee.codeHash)'
    const plant = (source: string, file: string): string => {
      if (file !== path) return source
      expect(source).toContain(bound)
      return source.replace(bound, `op.number == CALLCODE ? m.tape.next() : ${bound}`)
    }
    const faulty = await StepVerifier.start({
      CallStep: compileSolidity(path, 'CallStep', plant, false),
    })
    try {
      const calls = classes.filter(({ steps }) => steps[0]?.module === 'CallStep')
      const { wrong } = await takeMutants(faulty, calls, random, (_, part) => LIMITS[part])
      expect(wrong).not.toEqual([])
      expect(wrong.filter((problem) => !problem.includes('EXEC 0xf2 → CALL_ENTER'))).toEqual([])
    } finally {
      await faulty.stop()
    }
  })
})
