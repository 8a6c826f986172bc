import type { Random } from '../../../protocol/test/payload/Random.ts'
import type { BlockStep } from '../block/TestRollup.ts'

/** Steps of one kind, opcode and outcome whose witnesses have one form. */
export interface SampledClass {
  readonly name: string
  readonly steps: readonly BlockStep[]
}

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

  /** @param take writes the step down, if it is chosen in the end */
  see(name: string, take: () => BlockStep): void {
    const known = this.#classes.get(name) ?? { seen: 0, chosen: [] }
    this.#classes.set(name, known)
    const place = known.seen < this.#size ? known.seen : this.#random.below(known.seen + 1)
    if (place < this.#size) known.chosen[place] = take
    known.seen += 1
  }

  /** In the order in which they were seen first. */
  take(): SampledClass[] {
    return [...this.#classes].map(([name, { chosen }]) => ({
      name,
      steps: chosen.map((take) => take()),
    }))
  }
}
