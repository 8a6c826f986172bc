import { type ContentStore, Kind, opcodeRules, type RunningState } from '../../src/index.ts'
import { outcomesOf } from '../block/outcomesOf.ts'
import { scenarios } from '../block/scenarios.ts'
import { cells, placeOf } from '../machine/cells.ts'
import { kindCells } from '../machine/kindCells.ts'
import { TestMachine } from '../machine/TestMachine.ts'
import { precompileCells } from '../precompile/precompileCells.ts'
import { observeOpcode } from './observeOpcode.ts'

const kindNames = Object.keys(Kind)

/** What steps come to, by what their states tell and not by what they are meant for. */
export interface MetCells {
  /** Steps that coverage.test.ts, kinds.test.ts, block.test.ts and precompiles.test.ts compare with L1's. */
  readonly covered: ReadonlySet<string>
  /** Those, and the steps on the way there. */
  readonly seen: ReadonlySet<string>
}

/** Runs the tests' programs and blocks, by the machine alone. */
export async function metCells(): Promise<MetCells> {
  const covered = new Set<string>([...ofKinds(), ...ofPrecompiles(), ...(await ofBlocks())])
  const seen = new Set(covered)
  for (const cell of cells()) {
    const machine = new TestMachine(cell.program)
    const states = machine.states() as RunningState[]
    const place = placeOf(cell, states)
    for (const [i, state] of states.slice(0, -1).entries()) {
      for (const name of ofOpcode(state, states[i + 1] as RunningState, machine.store)) {
        seen.add(name)
        if (i === place) covered.add(name)
      }
    }
  }
  return { covered, seen }
}

function ofOpcode(before: RunningState, after: RunningState, store: ContentStore): string[] {
  const met = observeOpcode(before, after, store) ?? []
  const { frame } = before
  const opcode = frame === null ? undefined : (store.code(frame.codeHash)[frame.pc] ?? 0)
  return met.map((outcome) => `${opcodeRules[opcode as number]?.name}: ${outcome}`)
}

function ofKinds(): string[] {
  return kindCells.flatMap(({ kind, outcome, program, isMeant }) => {
    const states = new TestMachine(program).states() as RunningState[]
    const isMet = states.some((state, i) => {
      const after = states[i + 1]
      return state.kind === kind && after !== undefined && isMeant(state, after)
    })
    return isMet ? [`${kindNames[kind]}: ${outcome}`] : []
  })
}

/** By name only: their inputs take long, and precompiles.test.ts sees what comes of each. */
function ofPrecompiles(): string[] {
  return precompileCells().map(({ number, outcome }) => `precompile ${number}: ${outcome}`)
}

async function ofBlocks(): Promise<string[]> {
  const names: string[] = []
  for (const { run } of scenarios) {
    for (const block of await run()) names.push(...outcomesOf(block))
  }
  return names
}
