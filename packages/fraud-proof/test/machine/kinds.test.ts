import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  hashState,
  Kind,
  type MachineState,
  moduleOf,
  type RunningState,
  step,
  TapeRecorder,
} from '../../src/index.ts'
import { type RecordedStep, StepVerifier } from '../evm/StepVerifier.ts'
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
      const [first] = meant.map((state) => recorded(machine, state))
      if (first === undefined) throw new Error('no step')
      const [answer] = await verifier.take([first])
      expect(answer?.postHash).toBe(first.postHash)
    },
  )
})

function recorded(
  machine: TestMachine,
  state: MachineState,
): RecordedStep & { readonly postHash: string } {
  const tape = new TapeRecorder()
  const postHash = hashState(step(state, machine.store, tape))
  const module = moduleOf(state, machine.store)
  return { module, position: 0, preHash: hashState(state), tape: tape.encode(), postHash }
}
