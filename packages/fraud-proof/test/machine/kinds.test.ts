import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningState } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from './findDifference.ts'
import { kindCells, placeOfKind } from './kindCells.ts'
import { TestMachine } from './TestMachine.ts'

describe('each outcome of a kind of step', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each(kindCells.map((cell) => [cell.kind, cell.outcome, cell] as const))(
    '%s: %s, as in the executor, and L1 agrees',
    async (_, __, cell) => {
      const machine = new TestMachine(cell.program)
      const states = machine.states() as RunningState[]
      expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
      const place = placeOfKind(cell, states, machine.store)
      expect(place).toBeGreaterThanOrEqual(0)
      const step = machine.take(states[place] as RunningState)
      const [answer] = await verifier.take([step])
      expect(answer?.postHash).toBe(step.postHash)
    },
  )
})
