import { fromHex, type Hex, keccak256, toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { word } from '../../../execution/test/chain/TestChain.ts'
import type { RunningState } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
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
  const answers = await verifier.take(records)
  const wrong = records.filter(({ postHash }, i) => answers[i]?.postHash !== postHash)
  expect(wrong).toEqual([])
  expect(records.length).toBeGreaterThan(200)
})
