import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { Kind } from '../../src/index.ts'
import { scenarios } from '../block/scenarios.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import { deepBlock, worstBlocks } from '../block/worstBlocks.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { transactionGas } from '../evm/transactionGas.ts'
import { worstInputs } from '../precompile/precompileInputs.ts'
import { precompileStep, precompileSteps } from '../precompile/precompileStep.ts'
import { cells } from './cells.ts'
import { deepPrograms } from './deepPrograms.ts'
import { noise } from './noise.ts'
import { spongeSteps } from './spongeSteps.ts'
import { address, type Program, TestMachine } from './TestMachine.ts'

/** What a step may cost on L1 (spec 4.4). */
const MAX_GAS = 12_000_000
const MAX_CALLDATA = 120_000

/** Kinds whose costs the cells show. */
const withFrames: readonly number[] = [
  Kind.EXEC,
  Kind.CALL_ENTER,
  Kind.PRECOMPILE,
  Kind.CREATE_ENTER,
  Kind.COPY,
  Kind.KECCAK,
  Kind.FRAME_EXIT,
]

const BIG = address(0xb16)
/** Code of any size that jumps to its own end: `PUSH2 end JUMP`, then data of PUSH1s, then JUMPDEST. */
function jumpingOver(size: number): Uint8Array {
  const code = new Uint8Array(size).fill(0x5b)
  code.set([0x61, (size - 1) >> 8, (size - 1) & 0xff, 0x56])
  return code
}

const accounts = new Map([[BIG, { nonce: 1n, balance: 1n, code: noise(24_576).fill(0, 0, 1) }]])
const gas = 8_000_000n
const cases: readonly (readonly [string, Program])[] = [
  ['JUMP to the end of 24 KB of code', { code: jumpingOver(24_576), gas }],
  ['JUMP to the end of 48 KB of init code', { code: jumpingOver(49_152), gas }],
  [
    'KECCAK256 of 32 KB',
    {
      code: assemble('PUSH2 0x8000 PUSH0 PUSH0 CALLDATACOPY PUSH2 0x7fe1 PUSH1 31 KECCAK256'),
      calldata: noise(40_000),
      gas,
    },
  ],
  [
    'LOG4 of 32 KB',
    { code: assemble('PUSH1 1 PUSH1 2 PUSH1 3 PUSH1 4 PUSH2 0x7fe1 PUSH1 31 LOG4'), gas },
  ],
  [
    'CALLDATACOPY of 8 KB, not aligned',
    { code: assemble('PUSH2 20000 PUSH1 1 PUSH1 31 CALLDATACOPY'), calldata: noise(40_000), gas },
  ],
  [
    'EXTCODECOPY from 24 KB',
    { code: assemble(`PUSH2 24576 PUSH0 PUSH1 31 PUSH20 ${BIG} EXTCODECOPY`), accounts, gas },
  ],
  [
    'CALL to 24 KB of code from 24 KB',
    {
      code: Uint8Array.from([
        ...assemble(`PUSH0 PUSH0 PUSH0 PUSH0 PUSH1 1 PUSH20 ${BIG} PUSH2 20000 CALL STOP`),
        ...noise(24_000),
      ]),
      accounts,
      gas,
    },
  ],
  [
    'CREATE with 48 KB of init code',
    {
      code: assemble(
        'PUSH2 0xc000 PUSH0 PUSH0 CALLDATACOPY PUSH0 PUSH0 MSTORE8 PUSH2 0xc000 PUSH0 PUSH1 1 CREATE',
      ),
      calldata: noise(60_000),
      gas,
    },
  ],
  [
    'a deposit of 24 KB of code',
    {
      code: assemble(
        'PUSH32 0x6160005ff3000000000000000000000000000000000000000000000000000000 PUSH0 MSTORE PUSH1 5 PUSH0 PUSH0 CREATE',
      ),
      gas,
    },
  ],
  ['SWAP16', { code: Uint8Array.from([...Array(17).fill(0x5f), 0x9f]), gas }],
]

interface Cost {
  gas: number
  calldata: number
}

describe('the cost of steps on L1', { timeout: 600_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('is that of the snapshot, and within the bounds', async () => {
    const costs: Record<string, Cost> = {}
    const note = async <R extends BlockStep>(
      name: (record: R) => string,
      records: readonly R[],
    ) => {
      const answers = await verifier.take(records)
      records.forEach((record, i) => {
        expect(answers[i]?.postHash).toBe(record.postHash)
        const total = transactionGas(record.tape, answers[i]?.gas ?? 0)
        expect(total).toBeLessThan(MAX_GAS)
        expect(record.tape.length).toBeLessThan(MAX_CALLDATA)
        const known = costs[name(record)] ?? { gas: 0, calldata: 0 }
        costs[name(record)] = {
          gas: Math.max(known.gas, total),
          calldata: Math.max(known.calldata, record.tape.length),
        }
      })
    }
    const ordinary = cells().filter(({ program }) => program.code.length < 1000)
    const all = ordinary.flatMap(({ program }) => new TestMachine(program).record())
    await note(({ module, state }) => `${module} kind ${state.kind}`, all)
    for (const { run } of scenarios) {
      for (const { steps } of await run()) {
        const small = steps.filter(({ tape }) => tape.length < 10_000)
        const between = small.filter(({ state }) => !withFrames.includes(state.kind))
        await note(({ module, state }) => `${module} kind ${state.kind}`, between)
      }
    }
    for (const [name, program] of cases) {
      await note(stepOf('worst', name), largest(new TestMachine(program).record()))
    }
    for (const { name, kind, run } of worstBlocks) {
      const steps = (await run()).flatMap((block) => block.steps)
      const ofKind = steps.filter(({ state }) => state.kind === kind)
      await note(stepOf('worst', name), largest(ofKind))
    }
    for (const [name, program] of deepPrograms) {
      await note(stepOf('deep', name), largest(new TestMachine(program).record()))
    }
    const deepSteps = (await deepBlock.run()).flatMap(({ steps }) => steps)
    await note(stepOf('deep', deepBlock.name), largest(deepSteps))
    await note(() => 'worst ChunkStep kind 9: KECCAK256 of more than 32 KB', spongeSteps())
    await note(() => 'worst ChunkStep kind 9: LOG1 of more than 32 KB', spongeSteps('LOG1'))
    await note(() => 'PrecompileStep kind 6', precompileSteps())
    for (const [name, number, input] of worstInputs) {
      await note(() => `worst PrecompileStep kind 6: ${name}`, [precompileStep(number, input)])
    }
    const sorted = Object.fromEntries(Object.entries(costs).toSorted())
    const text = `${JSON.stringify(sorted, null, 2)}\n`
    await expect(text).toMatchFileSnapshot('../../snapshots/OneStep.json')
  })
})

const stepOf =
  (group: string, name: string) =>
  ({ module, state }: BlockStep): string =>
    `${group} ${module} kind ${state.kind}: ${name}`

/** Of a run, the two steps of each module and kind that have the longest tapes. */
function largest<R extends BlockStep>(records: readonly R[]): R[] {
  const groups = Map.groupBy(records, stepOf('', ''))
  const longest = (group: readonly R[]) => group.toSorted((a, b) => b.tape.length - a.tape.length)
  return [...groups.values()].flatMap((group) => longest(group).slice(0, 2))
}
