/** How much of a trace L1 is asked for. */
export type SolidityPart = 'none' | 'sample' | 'classes' | 'all'

/** Traces up to this length are taken whole, by `classes`. */
const SHORT_TRACE = 150
/** Least number of each class, by `classes`. */
const CLASS_SIZE = 50
/** Of every trace, by `sample`. */
const SAMPLE_SIZE = 3
/** Of the steps that no class needs, by `classes`. */
const RANDOM_PART = 0.01

interface SeenClass {
  readonly name: string
  readonly shape: string
  count: number
  chosen: number
}

/** How often a class was met, and how often chosen for L1. */
export type ClassCount = Readonly<SeenClass>

/** Chooses which steps of one trace after the other L1 is asked for, and counts the classes that it meets. */
export class StepChoice {
  readonly #part: SolidityPart
  readonly #classes = new Map<string, SeenClass>()
  #random: () => number = () => 1
  #steps: SeenClass[] = []
  #chosen = new Map<number, SeenClass>()
  #seen = 0

  constructor(part: SolidityPart) {
    this.#part = part
  }

  /** What is random in a trace depends on the seed alone. */
  begin(seed: string): void {
    this.#random = randomNumbers(seed)
    this.#steps = []
    this.#chosen = new Map()
    this.#seen = 0
  }

  /** The trace's next step. */
  see(name: string, shape: string): void {
    const key = `${name}\n${shape}`
    let seen = this.#classes.get(key)
    if (seen === undefined) {
      seen = { name, shape, count: 0, chosen: 0 }
      this.#classes.set(key, seen)
    }
    seen.count += 1
    const index = this.#seen
    this.#seen += 1
    if (this.#part === 'all') seen.chosen += 1
    if (index < SHORT_TRACE) this.#steps.push(seen)
    if (this.#part === 'classes') this.#chooseByClass(index, seen)
    if (this.#part === 'sample') this.#chooseForSample(index, seen)
  }

  /** Which steps, by their number in the trace, to take through L1. */
  end(): (index: number) => boolean {
    if (this.#part === 'all') return () => true
    if (this.#part === 'classes' && this.#seen <= SHORT_TRACE) {
      for (const [index, seen] of this.#steps.entries()) {
        if (!this.#chosen.has(index)) seen.chosen += 1
      }
      return () => true
    }
    const chosen = new Set(this.#chosen.keys())
    return (index) => chosen.has(index)
  }

  get classes(): readonly ClassCount[] {
    return [...this.#classes.values()]
  }

  #chooseByClass(index: number, seen: SeenClass): void {
    if (seen.chosen >= CLASS_SIZE && this.#random() >= RANDOM_PART) return
    this.#choose(index, seen)
  }

  /** The first of each class, and some steps of each trace, all of them as likely as the others. */
  #chooseForSample(index: number, seen: SeenClass): void {
    if (seen.chosen === 0 || index < SAMPLE_SIZE) this.#choose(index, seen)
    else if (this.#random() < SAMPLE_SIZE / (index + 1)) this.#choose(index, seen)
  }

  #choose(index: number, seen: SeenClass): void {
    seen.chosen += 1
    this.#chosen.set(index, seen)
  }
}

/** Numbers in [0, 1) that look random, the same for the same seed (xorshift32). */
function randomNumbers(seed: string): () => number {
  let state = 0x9e3779b9
  for (const letter of seed)
    state = Math.imul(state ^ (letter.codePointAt(0) as number), 0x01000193)
  state |= 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
