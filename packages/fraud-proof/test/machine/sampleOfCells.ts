import type { SampledClass } from './ClassSample.ts'
import { cells, placeOf } from './cells.ts'
import { TestMachine } from './TestMachine.ts'

/** The step that each cell of opcode × outcome is about. */
export function sampleOfCells(): readonly SampledClass[] {
  return cells().map((cell) => {
    const machine = new TestMachine(cell.program)
    const states = machine.states()
    const place = placeOf(cell, states)
    const steps = states.slice(place, place + 1).map((state) => machine.take(state))
    return { name: `${cell.rule.name}: ${cell.outcome}`, steps }
  })
}
