import { fromHex, type Hash, type Hex, keccak256, toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { word } from '../../../execution/test/chain/TestChain.ts'
import { TxMapEntry, txMapKey } from '../../src/access/txMapKey.ts'
import type { RunningState } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { deepTrie } from '../trie/deepState.ts'
import { neighbour } from '../trie/neighbour.ts'
import { opcodeOf } from './cells.ts'
import { findDifference } from './findDifference.ts'
import { pushOf } from './programs.ts'
import { CONTRACT, type StepRecord, TestMachine } from './TestMachine.ts'

const [SLOAD, SSTORE] = [0x54, 0x55]
const CANDIDATES = 100_000
/** Hexadecimal digits that the keys of a family share. */
const SHARED = 3

/** Slots whose keys begin alike, so that their trie has extensions, which writes split and removals merge. */
const family: readonly bigint[] = (() => {
  const keyOf = (slot: number): string => toHex(keccak256(fromHex(word(slot))))
  const prefix = keyOf(0).slice(0, 2 + SHARED)
  const found = Array.from({ length: CANDIDATES }, (_, slot) => slot).filter((slot) =>
    keyOf(slot).startsWith(prefix),
  )
  return found.slice(0, 12).map(BigInt)
})()

const slot = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...family) }, fc.bigInt(1n, 3n))
const stored = fc.uniqueArray(slot, { maxLength: 6 })
const write = fc.tuple(slot, fc.constantFrom(0n, 0n, 7n, 2n ** 200n))
const runs = fc.array(fc.tuple(stored, fc.array(write, { minLength: 3, maxLength: 10 })), {
  minLength: 60,
  maxLength: 60,
})

let verifier: StepVerifier
beforeAll(async () => {
  verifier = await StepVerifier.start()
})
afterAll(() => verifier?.stop())

it('slots whose keys begin alike are read and written as in the executor, and L1 agrees', {
  timeout: 300_000,
}, async () => {
  expect(family).toHaveLength(12)
  const records: StepRecord[] = []
  for (const [held, writes] of fc.sample(runs, { seed: 20_262, numRuns: 1 }).flat()) {
    const code = Uint8Array.from(
      writes.flatMap(([at, value]) => [
        ...pushOf(at),
        ...[SLOAD, 0x50],
        ...pushOf(value),
        ...pushOf(at),
        SSTORE,
      ]),
    )
    const storage = new Map<Hex, Hex>(held.map((at) => [word(at), word(9)]))
    const accounts = new Map([[CONTRACT, { nonce: 1n, balance: 77n, code, storage }]])
    const machine = new TestMachine({ code, accounts, gas: 1_000_000n })
    const states = machine.states() as RunningState[]
    expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
    const own = states.filter((state) => opcodeOf(state, code) === SSTORE)
    records.push(...own.map((state) => machine.take(state)))
  }
  await expectAgreed(records)
  expect(records.length).toBeGreaterThan(200)
})

/** Where the two leave each other: before the last four bytes of keys, which neighbours have as zeros. */
const LEVELS = Array.from({ length: 56 }, (_, level) => level)

it('entries that share any number of nibbles with others are made and removed, and L1 agrees', {
  timeout: 300_000,
}, async () => {
  const key = txMapKey(TxMapEntry.TRANSIENT, CONTRACT, 5n)
  const at = (level: number) => neighbour(key, level, nibbleOf(key, level) ^ 5)
  const records: StepRecord[] = []
  for (const level of LEVELS) {
    for (const above of [[], [level >> 1], [0, level >> 2, level >> 1]]) {
      const nodes = new Map<Hash, Uint8Array>()
      const root = deepTrie([], [...new Set([level, ...above])].map(at), nodes)
      const code = assemble(
        'PUSH1 7 PUSH1 5 TSTORE PUSH1 5 TLOAD PUSH0 PUSH1 5 TSTORE PUSH1 5 TLOAD',
      )
      const machine = new TestMachine({ code, txMap: { root, nodes } })
      const states = machine.states() as RunningState[]
      const [first, second] = states.filter((state) => opcodeOf(state, code) === 0x5c)
      expect([first, second].map((state) => state?.world.txMapRoot === root)).toEqual([false, true])
      expect(states.at(-1)?.frame ?? null).toBeNull()
      const own = states.filter((state) => [0x5c, 0x5d].includes(opcodeOf(state, code) ?? 0))
      records.push(...own.map((state) => machine.take(state)))
    }
  }
  await expectAgreed(records)
  expect(records.length).toBe(LEVELS.length * 3 * 4)
})

function nibbleOf(key: Uint8Array, level: number): number {
  return ((key[level >> 1] as number) >> (level & 1 ? 0 : 4)) & 15
}

async function expectAgreed(records: readonly StepRecord[]): Promise<void> {
  const answers = await verifier.take(records)
  const wrong = records.filter(({ postHash }, i) => answers[i]?.postHash !== postHash)
  expect(wrong.map(({ state }) => state.kind)).toEqual([])
}
