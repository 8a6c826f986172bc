import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Kind, type MachineState, type RunningState } from '../../src/index.ts'
import { ExitOutcome } from '../../src/step/ExitOutcome.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { type Cell, cells, opcodeOf } from './cells.ts'
import { findDifference } from './findDifference.ts'
import { type StepRecord, TestMachine } from './TestMachine.ts'

const halting = ['out of gas', 'underflow', 'overflow', 'static violation', 'permission denied']

describe('each opcode × outcome of the opcodes that are built', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('happens as its cell says, as in the executor, and L1 agrees', async () => {
    const all = cells()
    const records: (StepRecord & { readonly cell: string })[] = []
    for (const cell of all) {
      const name = `${cell.rule.name} ${cell.outcome}`
      const machine = new TestMachine(cell.program)
      const states = machine.states()
      const at = placeOf(cell, states)
      const trace = machine.record(states[at])
      expect(`${name}: ${happened(cell, trace[0] as StepRecord)}`).toBe(`${name}: as said`)
      if (!untraced(cell)) {
        const found = findDifference(states, await machine.trace(), machine.store, at)
        expect(`${name}: ${found}`).toBe(`${name}: null`)
      }
      // The steps after an opcode finish what it began.
      for (const record of trace.slice(0, 3)) records.push({ ...record, cell: name })
    }
    const answers = await verifier.take(records)
    const refused = records.filter((record, i) => answers[i]?.postHash !== record.postHash)
    expect(refused.map(({ cell, module }) => `${cell} (${module})`)).toEqual([])
    process.stderr.write(`${all.length} cells, ${records.length} steps on L1\n`)
  })
})

/**
 * Cells that the executor's tracer cannot show: its outermost frame is never static, and it reads what a REVERT gives
 * before it looks whether the stack has that.
 */
function untraced({ rule, outcome }: Cell): boolean {
  return outcome === 'static violation' || (rule.opcode === 0xfd && outcome === 'underflow')
}

/** Which step is the execution that the cell is about. */
function placeOf({ rule, program, run }: Cell, states: readonly MachineState[]): number {
  const places = states.flatMap((state, i) =>
    opcodeOf(state, program.code) === rule.opcode ? [i] : [],
  )
  // Before an overflow the same opcode may have filled the stack.
  const place = run === 1 && program.code.length < 1000 ? places[0] : places.at(-1)
  if (place === undefined) throw new Error(`${rule.name} was not reached`)
  return place
}

/** 'as said', or what was otherwise. */
function happened({ rule, outcome }: Cell, { state, after }: StepRecord): string {
  const [before, then] = [state as RunningState, after as RunningState]
  const isHalted = then.kind === Kind.FRAME_EXIT && then.pending?.words[0] === ExitOutcome.HALTED
  if (isHalted !== halting.includes(outcome)) return isHalted ? 'halted' : 'did not halt'
  const [a, b] = [before.frame, then.frame]
  if (a === null || b === null) return 'no frame'
  if (outcome === 'memory growth' && b.memoryWords <= a.memoryWords) return 'memory did not grow'
  const isCold = then.world.txMapRoot !== before.world.txMapRoot
  if (outcome === 'cold' && !isCold) return 'was warm'
  if (outcome === 'warm' && isCold) return 'was cold'
  if (outcome === 'ok' && rule.gas > a.gas - b.gas) return 'cost too little'
  return 'as said'
}
