import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { Kind } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from './findDifference.ts'
import { noise } from './noise.ts'
import { type Program, TestMachine } from './TestMachine.ts'

/** What one step absorbs, and what one step hashes at once. */
const CHUNK = 4_352
const NATIVE = 32_768

const hashing = (op: string, offset: number, length: number): Program => ({
  code: assemble(
    `PUSH3 ${length} PUSH0 PUSH1 ${offset} CALLDATACOPY ${op === 'LOG2' ? 'PUSH1 8 PUSH1 9' : ''} PUSH3 ${length} PUSH1 ${offset} ${op}`,
  ),
  calldata: noise(length),
  gas: 8_000_000n,
})

describe('a hash of more than one step carries', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each([
    ['KECCAK256', 0, NATIVE, 1],
    ['KECCAK256', 0, NATIVE + 1, 8],
    ['KECCAK256', 31, 8 * CHUNK - 1, 8],
    ['KECCAK256', 31, 8 * CHUNK, 9],
    ['KECCAK256', 1, 8 * CHUNK + 1, 9],
    ['KECCAK256', 7, 9 * CHUNK - 135, 9],
    ['LOG2', 5, 50_000, 12],
  ] as const)('%s at %i of %i bytes takes %i steps', async (op, offset, length, count) => {
    const machine = new TestMachine(hashing(op, offset, length))
    const states = machine.states()
    expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
    const first = states.findIndex(({ kind }) => kind === Kind.KECCAK)
    const records = machine.record(states[first])
    const absorbing = records.filter(({ state }) => state.kind === Kind.KECCAK)
    expect(absorbing.length).toBe(count)
    const answers = await verifier.take(records)
    expect(answers.map(({ postHash }) => postHash)).toEqual(records.map((r) => r.postHash))
    if (count > 1) expect(Math.max(...answers.map(({ gas }) => gas))).toBeLessThan(4_000_000)
  })

  it('goes over all that gas buys of memory', async () => {
    // 2 MiB that nobody wrote: the executor's hash, and each chunk's length.
    const machine = new TestMachine({
      code: assemble('PUSH3 2500000 PUSH0 KECCAK256 PUSH0 SSTORE'),
      gas: 16_000_000n,
    })
    const states = machine.states()
    expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
    const hashes = states.filter(({ kind }) => kind === Kind.KECCAK)
    expect(hashes.length).toBe(Math.floor(2_500_000 / CHUNK) + 1)
    const records = machine.record(hashes.at(-2))
    const answers = await verifier.take(records)
    expect(answers.map(({ postHash }) => postHash)).toEqual(records.map((r) => r.postHash))
  })
})
