import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ContentStore, Kind, opcodeRules, type RunningState } from '../../src/index.ts'
import { observeOpcode } from '../coverage/observeOpcode.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { type Cell, cells, placeOf } from './cells.ts'
import { findDifference } from './findDifference.ts'
import { type StepRecord, TestMachine } from './TestMachine.ts'

describe('each opcode × outcome', { timeout: 300_000 }, () => {
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
      expect(`${name}: ${happened(cell, trace[0] as StepRecord, machine.store)}`).toBe(
        `${name}: as said`,
      )
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

  it('of a byte that is no opcode is a halt, as in the executor, and L1 agrees', async () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte)
    const undefinedOnes = bytes.filter((byte) => opcodeRules[byte] === undefined)
    const records: StepRecord[] = []
    for (const byte of undefinedOnes) {
      const machine = new TestMachine({ code: Uint8Array.of(byte) })
      const found = findDifference(machine.states(), await machine.trace(), machine.store)
      expect(`${byte}: ${found}`).toBe(`${byte}: null`)
      records.push(machine.record()[0] as StepRecord)
    }
    const halted = records.filter(({ after }) => after.kind === Kind.FRAME_EXIT)
    expect(halted.length).toBe(undefinedOnes.length)
    const answers = await verifier.take(records)
    expect(answers.map(({ postHash }) => postHash)).toEqual(records.map(({ postHash }) => postHash))
  })
})

/**
 * Cells that the executor's tracer cannot show: its outermost frame is never static, and it reads what a REVERT gives
 * before it looks whether the stack has that.
 */
function untraced({ rule, outcome }: Cell): boolean {
  return outcome === 'static violation' || (rule.opcode === 0xfd && outcome === 'underflow')
}

/** 'as said', or what was otherwise. */
function happened(
  { rule, outcome }: Cell,
  { state, after }: StepRecord,
  store: ContentStore,
): string {
  const [before, then] = [state as RunningState, after as RunningState]
  const met = observeOpcode(before, then, store)
  if (met?.includes(outcome) !== true) return `met ${met}`
  const paid = (before.frame?.gas ?? 0n) - (then.frame?.gas ?? 0n)
  if (outcome === 'ok' && rule.gas > paid) return 'cost too little'
  return 'as said'
}
