import { describe, expect, it } from 'vitest'
import { Kind, type MachineState } from '../../src/index.ts'
import { workOf } from '../../src/trace/workOf.ts'
import { precompileStep } from '../precompile/precompileStep.ts'

describe('what a step was worth', () => {
  it('is the price of a precompile that succeeds, and all gas of one that fails', () => {
    const { state, after } = precompileStep(2, new Uint8Array(32))
    expect(workOf(state, after)).toBe((60 + 12) / 4)
    const failed = precompileStep(9, new Uint8Array(5))
    expect(workOf(failed.state, failed.after)).toBe(Number(gasOf(failed.state)) / 4)
  })

  it('is nothing where no precompile is called', () => {
    const { state, after } = precompileStep(2, new Uint8Array(32))
    expect(workOf(after, after)).toBe(0)
    expect(workOf({ ...state, kind: Kind.EXEC } as MachineState, after)).toBe(0)
  })
})

function gasOf(state: MachineState): bigint {
  return 'frame' in state ? (state.frame?.gas ?? 0n) : 0n
}
