import type { FrameTrace } from '@mvm/execution'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Kind, type MachineState, opcodeRules } from '../../src/index.ts'
import { accountOpcodes } from '../../src/step/accountOpcodes.ts'
import { arithmeticOpcodes } from '../../src/step/arithmeticOpcodes.ts'
import { memoryOpcodes } from '../../src/step/memoryOpcodes.ts'
import { opcodeHandlers } from '../../src/step/opcodeHandlers.ts'
import { storageOpcodes } from '../../src/step/storageOpcodes.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from './findDifference.ts'
import { edgeWord, memoryWord, programs, stateWord } from './programs.ts'
import { type StepRecord, TestMachine } from './TestMachine.ts'

const REVERT = 0xfd
const LARGEST_RANGE = 1n << 24n
const SEED = 20_260
/** Calls and creations have programs of their own. */
const handled = Object.keys(opcodeHandlers)
  .map(Number)
  .filter((opcode) => opcode < 0xf0 || opcode === 0xf3 || opcode === 0xfd)
/**
 * The packaged tracer reads what a REVERT gives before its gas is checked, and takes all memory for a range that is
 * too large; then there is nothing to compare with.
 */
async function tracedUnlessRevertIsHuge(
  machine: TestMachine,
  states: readonly MachineState[],
): Promise<FrameTrace | null> {
  const isHuge = states.some((state) => {
    if (state.kind !== Kind.EXEC || state.frame === null) return false
    const { codeHash, pc, stack } = state.frame
    if (machine.store.code(codeHash)[pc] !== REVERT || stack === null) return false
    return stack.value > LARGEST_RANGE || (stack.below?.value ?? 0n) > LARGEST_RANGE
  })
  return isHuge ? null : machine.trace()
}

/** Steps that L1 takes otherwise, in words. Writes how many it took and the largest gas to stderr. */
async function findRefused(
  verifier: StepVerifier,
  records: readonly StepRecord[],
): Promise<string[]> {
  const startedAtMs = performance.now()
  const answers = await verifier.take(records)
  const seconds = (performance.now() - startedAtMs) / 1000
  const gas = Math.max(...answers.map((answer) => answer.gas))
  const bytes = Math.max(...records.map(({ tape }) => tape.length))
  process.stderr.write(
    `L1 took ${records.length} steps, ${Math.round(records.length / seconds)} a second; at most ${gas} gas, ${bytes} bytes\n`,
  )
  return records.flatMap(({ postHash, module, state, elements }, i) =>
    answers[i]?.postHash === postHash
      ? []
      : [`${module}, kind ${state.kind}, ${elements.length} elements: ${answers[i]?.error}`],
  )
}

describe('one machine described twice', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each([
    ['arithmetic', edgeWord, arithmeticOpcodes, 100_000n, 150],
    ['memory', memoryWord, memoryOpcodes, 1_000_000n, 120],
    ['accounts and storage', stateWord, { ...accountOpcodes, ...storageOpcodes }, 1_000_000n, 150],
  ] as const)(
    'steps through programs on %s as the executor does, and L1 agrees with each step',
    async (_, word, opcodes, gasLimit, numRuns) => {
      const records: StepRecord[] = []
      const gasLimits = fc.oneof(
        { weight: 6, arbitrary: fc.constant(gasLimit) },
        { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 400n }) },
      )
      const favoured = Object.keys(opcodes).map(Number)
      const calldata = fc.uint8Array({ maxLength: 200 })
      await fc.assert(
        fc.asyncProperty(
          programs(handled, word, favoured),
          gasLimits,
          calldata,
          async (code, gas, data) => {
            const machine = new TestMachine({ code, gas, calldata: data })
            const states = machine.states()
            const trace = await tracedUnlessRevertIsHuge(machine, states)
            fc.pre(trace !== null)
            expect(findDifference(states, trace, machine.store)).toBeNull()
            // A program that calls itself takes so many steps that their tapes fill memory.
            if (states.length < 400) records.push(...machine.record())
          },
        ),
        { seed: SEED, numRuns },
      )
      expect(await findRefused(verifier, records)).toEqual([])
    },
  )

  it('has a rule for each opcode that it handles', () => {
    for (const opcode of handled) expect(opcodeRules[opcode]).toBeDefined()
  })
})
