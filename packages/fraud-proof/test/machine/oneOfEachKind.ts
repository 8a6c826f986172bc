import { scenarios } from '../block/scenarios.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import { cells } from './cells.ts'
import { TestMachine } from './TestMachine.ts'

/** Blocks with a step of each kind outside of frames. */
const blocks: readonly string[] = [
  'a transfer of each type',
  'accounts that destroy themselves',
  'a creation of a contract',
  'deposits that call',
]

/** The longest step of each module, kind and outcome among the cells and in some blocks. */
export async function oneOfEachKind(): Promise<BlockStep[]> {
  const longest = new Map<string, BlockStep>()
  const take = (step: BlockStep): void => {
    const key = `${step.module} ${step.state.kind} ${step.after.kind}`
    const known = longest.get(key)
    if (known === undefined || known.tape.length < step.tape.length) longest.set(key, step)
  }
  for (const { program } of cells()) {
    if (program.code.length > 1000) continue
    for (const record of new TestMachine(program).record()) take(record)
  }
  for (const { name, run } of scenarios) {
    if (!blocks.includes(name)) continue
    for (const { steps } of await run()) for (const step of steps) take(step)
  }
  return [...longest.values()]
}
