import { Kind, type MachineState, type RunningState } from '../../src/index.ts'
import { outcomesOf } from '../block/outcomesOf.ts'
import { scenarios } from '../block/scenarios.ts'
import type { SteppedBlock } from '../block/TestRollup.ts'
import { cells, placeOf } from '../machine/cells.ts'
import { kindCells, placeOfKind } from '../machine/kindCells.ts'
import { type Program, TestMachine } from '../machine/TestMachine.ts'
import { callingPrecompile } from '../precompile/callingPrecompile.ts'
import { precompileCells } from '../precompile/precompileCells.ts'
import { observeStep } from './observeStep.ts'

/** What steps come to, by what their states tell and not by what they are meant for. */
export interface MetCells {
  /** Steps that coverage.test.ts, kinds.test.ts, block.test.ts and precompiles.test.ts compare with L1's. */
  readonly covered: ReadonlySet<string>
  /** Those, and the steps on the way there. */
  readonly seen: ReadonlySet<string>
}

/** A program, and which of its steps is compared with L1's. */
export interface ComparedProgram {
  readonly program: Program
  readonly placeIn: (states: readonly RunningState[], machine: TestMachine) => number
}

/** Of all the tests' programs and blocks, by the machine alone. */
export async function metCells(): Promise<MetCells> {
  const blocks: SteppedBlock[] = []
  for (const { run } of scenarios) blocks.push(...(await run()))
  return metIn(comparedPrograms(), blocks)
}

/** Runs programs and looks at each step, and at those of the blocks. */
export function metIn(
  programs: readonly ComparedProgram[],
  blocks: readonly SteppedBlock[] = [],
): MetCells {
  const covered = new Set(blocks.flatMap(ofBlock))
  const seen = new Set(covered)
  for (const { program, placeIn } of programs) {
    const machine = new TestMachine(program)
    const states = machine.states() as RunningState[]
    const place = placeIn(states, machine)
    for (const [i, state] of states.slice(0, -1).entries()) {
      for (const name of observeStep(state, states[i + 1] as RunningState, machine.store)) {
        seen.add(name)
        if (i === place) covered.add(name)
      }
    }
  }
  return { covered, seen }
}

function comparedPrograms(): ComparedProgram[] {
  return [
    ...cells().map((cell) => ({
      program: cell.program,
      placeIn: (states: readonly MachineState[]) => placeOf(cell, states),
    })),
    ...kindCells.map((cell) => ({
      program: cell.program,
      placeIn: (states: readonly RunningState[], { store }: TestMachine) =>
        placeOfKind(cell, states, store),
    })),
    ...precompileCells().map(({ number, input, gas }) => comparedCall(number, input, gas)),
  ]
}

/** A call of a precompile, whose own step is compared. */
export function comparedCall(number: number, input: Uint8Array, gas: bigint): ComparedProgram {
  return {
    program: callingPrecompile(number, input, gas),
    placeIn: (states) => states.findIndex(({ kind }) => kind === Kind.PRECOMPILE),
  }
}

function ofBlock(block: SteppedBlock): string[] {
  const inFrames = block.steps.flatMap(({ state, after, preHash, postHash }) =>
    preHash === postHash
      ? []
      : observeStep(state as RunningState, after as RunningState, block.store),
  )
  return [...outcomesOf(block), ...inFrames]
}
