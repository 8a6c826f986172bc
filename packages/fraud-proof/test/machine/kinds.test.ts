import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Kind, type RunningState } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from './findDifference.ts'
import { kindCells } from './kindCells.ts'
import { TestMachine } from './TestMachine.ts'

const nameOf = (kind: Kind): string =>
  Object.keys(Kind).find((key) => Kind[key as keyof typeof Kind] === kind) ?? `${kind}`

describe('each outcome of a kind of step', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each(kindCells.map((cell) => [nameOf(cell.kind), cell.outcome, cell] as const))(
    '%s: %s, as in the executor, and L1 agrees',
    async (_, __, { kind, program, isMeant }) => {
      const machine = new TestMachine(program)
      const states = machine.states()
      expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
      const meant = states.filter((state, i) => {
        const after = states[i + 1]
        if (state.kind !== kind || after === undefined) return false
        return isMeant(state as RunningState, after as RunningState)
      })
      expect(meant.length).toBeGreaterThan(0)
      const [first] = meant.map((state) => machine.take(state))
      if (first === undefined) throw new Error('no step')
      const [answer] = await verifier.take([first])
      expect(answer?.postHash).toBe(first.postHash)
    },
  )
})
