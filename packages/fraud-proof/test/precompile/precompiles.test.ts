import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Kind, type RunningState } from '../../src/index.ts'
import { observePrecompile } from '../coverage/observePrecompile.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from '../machine/findDifference.ts'
import { type StepRecord, TestMachine } from '../machine/TestMachine.ts'
import { callingPrecompile } from './callingPrecompile.ts'
import { fuzzPrecompile } from './fuzzPrecompile.ts'
import { precompileCells } from './precompileCells.ts'

const all = precompileCells()
const numbers = [...new Set(all.map(({ number }) => number))]

describe('a precompile', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each(numbers)(
    '%i: each outcome happens as its cell says, as in the executor, and L1 agrees',
    async (number) => {
      const records: (StepRecord & { readonly cell: string })[] = []
      for (const [i, cell] of all.filter((one) => one.number === number).entries()) {
        const name = `${cell.outcome} (${i})`
        const machine = new TestMachine(callingPrecompile(number, cell.input, cell.gas))
        const states = machine.states()
        const found = findDifference(states, await machine.trace(), machine.store)
        expect(`${name}: ${found}`).toBe(`${name}: null`)
        const at = states.findIndex(({ kind }) => kind === Kind.PRECOMPILE)
        const [run, exit] = machine.record(states[at])
        const { state, after } = run as StepRecord
        const met = observePrecompile(state as RunningState, after as RunningState)
        expect({ name, met }).toEqual({ name, met: expect.arrayContaining([cell.outcome]) })
        for (const record of [run, exit]) records.push({ ...(record as StepRecord), cell: name })
      }
      const answers = await verifier.take(records)
      const refused = records.filter((record, i) => answers[i]?.postHash !== record.postHash)
      expect(refused.map(({ cell, module }) => `${cell} (${module})`)).toEqual([])
    },
  )

  it.each(numbers)(
    '%i: executor, machine and L1 agree on inputs that were changed',
    async (number) => {
      expect(await fuzzPrecompile(verifier, number, 20_260, 12)).toBeGreaterThan(0)
    },
  )
})
