import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { opcodeRules, type RunningState } from '../../src/index.ts'
import { observeOpcode } from '../coverage/observeOpcode.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { edges, opcodeOf } from './cells.ts'
import { findDifference } from './findDifference.ts'
import { pushOf } from './programs.ts'
import { type StepRecord, TestMachine } from './TestMachine.ts'

const BALANCE = 0x31
const BLOCKHASH = 0x40
const SSTORE = 0x55
const JUMP = 0x56
const JUMPDEST = 0x5b
const PUSH1 = 0x60
/** Of the test machine's contract: what stands in its slots is 7 times their number and 1. */
const FILLED_SLOT = 1n
const ORIGINAL = 8n
const EMPTY_SLOT = 4n
const TOP = 1n << 255n
/** Where the arithmetic of words turns: at bytes, at signs, and at the ends. */
const words = [0n, 1n, 2n, 29n, 30n, 31n, 32n, 255n, 256n, TOP - 1n, TOP, 2n * TOP - 1n]
/** Each bit differs from the next, as the sign of every byte does from what is below. */
const STRIPES = BigInt(`0x${'b6'.repeat(31)}5a`)

describe('at the edge of what it may do', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('each opcode does it, as in the executor, and L1 agrees', async () => {
    const records: StepRecord[] = []
    for (const { name, rule, program } of edges()) {
      const machine = new TestMachine(program)
      const states = machine.states() as RunningState[]
      const at = states.findLastIndex((state) => opcodeOf(state, program.code) === rule.opcode)
      const [before, after] = [states[at] as RunningState, states[at + 1] as RunningState]
      const met = observeOpcode(before, after, machine.store)
      expect(`${name}: ${met?.includes('ok')}`).toBe(`${name}: true`)
      // The executor's outermost frame is never static.
      if (program.isStatic !== true) {
        const found = findDifference(states, await machine.trace(), machine.store)
        expect(`${name}: ${found}`).toBe(`${name}: null`)
      }
      records.push(machine.take(before))
    }
    await expectAgreed(records)
  })

  it('arithmetic does it, as in the executor, and L1 agrees', async () => {
    const records: StepRecord[] = []
    const rules = opcodeRules.filter((rule) => rule?.module === 'ArithmeticStep')
    for (const rule of rules) {
      const { opcode = 0, pops = 0 } = rule ?? {}
      const lists = [...words, STRIPES].flatMap((a) => {
        if (pops === 1) return [[a]]
        return [...words, STRIPES].map((b) => (pops === 2 ? [a, b] : [a, b, TOP - 1n]))
      })
      const code = Uint8Array.from(
        lists.flatMap((list) => [...list.toReversed().flatMap(pushOf), opcode, 0x50]),
      )
      const machine = new TestMachine({ code, gas: 1_000_000n })
      const states = machine.states() as RunningState[]
      expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
      const own = states.filter((state) => opcodeOf(state, code) === opcode)
      expect(own.length).toBe(lists.length)
      records.push(...own.map((state) => machine.take(state)))
    }
    await expectAgreed(records)
  })

  it('SSTORE does it: whatever stood, stands and is written, as in the executor, and L1 agrees', async () => {
    const records: StepRecord[] = []
    const values = [0n, ORIGINAL, 5n]
    const triples = values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c])))
    for (const slot of [FILLED_SLOT, EMPTY_SLOT]) {
      for (const triple of triples) {
        const writes = triple.flatMap((value) => [...pushOf(value), ...pushOf(slot), SSTORE])
        await add(Uint8Array.from(writes), 100_000n)
      }
    }
    // The third write costs 100, and needs more than a call's stipend to be there.
    const thrice = [1n, 1n, 1n].flatMap((value) => [
      ...pushOf(value),
      ...pushOf(EMPTY_SLOT),
      SSTORE,
    ])
    for (const left of [2_300n, 2_301n]) {
      await add(Uint8Array.from(thrice), 22_100n + 6n + 100n + 6n + 6n + left)
    }
    await expectAgreed(records)

    async function add(code: Uint8Array, gas: bigint): Promise<void> {
      const machine = new TestMachine({ code, gas })
      const states = machine.states() as RunningState[]
      expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
      const own = states.filter((state) => opcodeOf(state, code) === SSTORE)
      records.push(...own.map((state) => machine.take(state)))
    }
  })

  it('precompiles are warm, and what is beside them is not, as in the executor, and L1 agrees', async () => {
    const code = Uint8Array.from(
      [0n, 1n, 0x11n, 0x12n, 0xffn, 0x100n, 0x101n].flatMap((address) => [
        ...pushOf(address),
        ...[BALANCE, 0x50],
      ]),
    )
    const machine = new TestMachine({ code })
    const states = machine.states() as RunningState[]
    expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
    const own = states.filter((state) => opcodeOf(state, code) === BALANCE)
    expect(own).toHaveLength(7)
    await expectAgreed(own.map((state) => machine.take(state)))
  })

  it('BLOCKHASH knows 256 blocks, as in the executor, and L1 agrees', async () => {
    // The test machine's block is the 300th.
    const code = Uint8Array.from(
      [42n, 43n, 44n, 45n, 299n, 300n, 301n].flatMap((number) => [
        ...pushOf(number),
        ...[BLOCKHASH, 0x50],
      ]),
    )
    const machine = new TestMachine({ code })
    const states = machine.states() as RunningState[]
    expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
    const own = states.filter((state) => opcodeOf(state, code) === BLOCKHASH)
    expect(own).toHaveLength(7)
    await expectAgreed(own.map((state) => machine.take(state)))
  })

  it('JUMP goes where no data of a PUSH stands, whatever byte is before, as in the executor, and L1 agrees', async () => {
    const records: StepRecord[] = []
    for (let byte = 0; byte < 256; byte++) {
      const distance = byte >= PUSH1 && byte < PUSH1 + 32 ? byte - PUSH1 + 1 : 0
      // As the last byte of the data, and as the first one behind it.
      for (const gap of new Set([Math.max(0, distance - 1), distance])) {
        const target = 4 + gap
        const filling = new Array<number>(gap).fill(0)
        const code = Uint8Array.of(PUSH1, target, JUMP, byte, ...filling, JUMPDEST)
        const machine = new TestMachine({ code, gas: 1_000n })
        const states = machine.states() as RunningState[]
        expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
        const own = states.filter((state) => opcodeOf(state, code) === JUMP)
        expect(own.length).toBe(1)
        records.push(...own.map((state) => machine.take(state)))
      }
    }
    await expectAgreed(records)
  })

  async function expectAgreed(records: readonly StepRecord[]): Promise<void> {
    const answers = await verifier.take(records)
    const refused = records.filter(({ postHash }, i) => answers[i]?.postHash !== postHash)
    expect(refused.map(({ module, state }) => `${module}, kind ${state.kind}`)).toEqual([])
    process.stderr.write(`${records.length} steps on L1\n`)
  }
})
