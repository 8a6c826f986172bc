import type { Random } from '../../../protocol/test/payload/Random.ts'
import { type ContentStore, Kind, type MachineState } from '../../src/index.ts'
import type { Scenario } from '../block/Scenario.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import { classOfStep } from '../coverage/classOfStep.ts'
import { OPENING_ELEMENTS, ShapeRecorder } from '../coverage/ShapeRecorder.ts'
import { takeWithShape } from '../coverage/takeWithShape.ts'
import type { TestMachine } from './TestMachine.ts'

/** Steps of one kind, opcode and outcome whose witnesses have one form. */
export interface SampledClass {
  readonly name: string
  readonly steps: readonly BlockStep[]
}

/** Bytes of a block's step beyond which it is of another class than those with the same form. */
const LONG_TAPE = 8_000

/** Some steps of each class that is seen, each step of a class as likely as the others. */
export class ClassSample {
  readonly #size: number
  readonly #random: Random
  readonly #classes = new Map<string, { seen: number; chosen: (() => BlockStep)[] }>()

  /** @param size how many of each class at most */
  constructor(size: number, random: Random) {
    this.#size = size
    this.#random = random
  }

  /** In the order in which they were seen first. */
  take(): SampledClass[] {
    return [...this.#classes].map(([name, { chosen }]) => ({
      name,
      steps: chosen.map((take) => take()),
    }))
  }

  /** @param take writes the step down, if it is chosen in the end */
  see(name: string, take: () => BlockStep): void {
    const known = this.#classes.get(name) ?? { seen: 0, chosen: [] }
    this.#classes.set(name, known)
    const place = known.seen < this.#size ? known.seen : this.#random.below(known.seen + 1)
    if (place < this.#size) known.chosen[place] = take
    known.seen += 1
  }

  seeProgram(machine: TestMachine): void {
    for (let state: MachineState = machine.start; state.kind !== Kind.TX_FINALIZE; ) {
      const before = state
      const { after, shape } = takeWithShape(before, machine.store)
      this.see(nameOf(before, after, machine.store, shape), () => machine.take(before))
      state = after
    }
  }

  async seeBlocks(scenarios: readonly Scenario[]): Promise<void> {
    for (const { run } of scenarios) {
      for (const { steps, store } of await run()) {
        for (const step of steps) {
          const name = nameOf(step.state, step.after, store, shapeOf(step))
          this.see(step.tape.length > LONG_TAPE ? `long ${name}` : name, () => step)
        }
      }
    }
  }
}

function nameOf(
  before: MachineState,
  after: MachineState,
  store: ContentStore,
  shape: string,
): string {
  return `${classOfStep(before, after, store)}: ${shape}`
}

function shapeOf({ state, elements }: BlockStep): string {
  // An opcode's code is no part of it.
  const recorder = new ShapeRecorder(OPENING_ELEMENTS + (state.kind === Kind.EXEC ? 1 : 0))
  for (const element of elements) recorder.append(element)
  return recorder.shape
}
