import fc from 'fast-check'
import { expect } from 'vitest'
import { Kind } from '../../src/index.ts'
import type { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from '../machine/findDifference.ts'
import { type StepRecord, TestMachine } from '../machine/TestMachine.ts'
import { callingPrecompile } from './callingPrecompile.ts'
import { bytes, precompileInputs } from './precompileInputs.ts'

/** What may be done to an input that is known: most of these are refused, some are taken with another output. */
type Change = (input: Uint8Array) => Uint8Array

const at = fc.nat(2000)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(at, fc.nat(7)).map(
    ([place, bit]): Change =>
      (input) => {
        if (input.length === 0) return input
        const index = place % input.length
        return input.with(index, (input[index] as number) ^ (1 << bit))
      },
  ),
  at.map(
    (length): Change =>
      (input) =>
        input.subarray(0, length % (input.length + 1)),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map(
    (more): Change =>
      (input) =>
        bytes(input, more),
  ),
  fc.tuple(at, fc.constantFrom(0, 1, 0xff)).map(
    ([place, value]): Change =>
      (input) => {
        const start = input.length === 0 ? 0 : (place % input.length) & ~31
        return input.slice().fill(value, start, Math.min(start + 32, input.length))
      },
  ),
  fc.tuple(at, at).map(
    ([from, to]): Change =>
      (input) => {
        // One word in the place of another: points of other points' coordinates, scalars as coordinates.
        const words = Math.floor(input.length / 32)
        if (words === 0) return input
        const copy = input.slice()
        copy.copyWithin((to % words) * 32, (from % words) * 32, (from % words) * 32 + 32)
        return copy
      },
  ),
  fc.constant<Change>((input) => (input.length < 2_000 ? bytes(input, input) : input)),
)

/** Calls of one precompile with changed inputs: executor, machine and L1 agree on each. Returns how many succeeded. */
export async function fuzzPrecompile(
  verifier: StepVerifier,
  number: number,
  seed: number,
  numRuns: number,
): Promise<number> {
  const known = Object.values(precompileInputs()[number] ?? {}).flat()
  const input = fc
    .tuple(fc.constantFrom(...known), fc.array(change, { minLength: 0, maxLength: 3 }))
    .map(([start, changes]) => changes.reduce((made, one) => one(made), start))
  const gas = fc.oneof(
    { weight: 5, arbitrary: fc.constant(3_500_000n) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 100_000n }) },
  )
  const records: StepRecord[] = []
  await fc.assert(
    fc.asyncProperty(input, gas, async (data, gasLimit) => {
      const machine = new TestMachine(callingPrecompile(number, data, gasLimit))
      const states = machine.states()
      expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
      const place = states.findIndex(({ kind }) => kind === Kind.PRECOMPILE)
      records.push(machine.record(states[place])[0] as StepRecord)
    }),
    { seed, numRuns },
  )
  const answers = await verifier.take(records)
  const refused = records.filter(({ postHash }, i) => answers[i]?.postHash !== postHash)
  expect(refused.map(({ state }) => state)).toEqual([])
  return records.filter(({ after }) => 'pending' in after && after.pending?.words[0] === 1).length
}
