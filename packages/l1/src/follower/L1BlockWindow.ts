import type { L1BlockHash } from '@mvm/protocol'
import type { L1BlockId } from '../client/L1Block.ts'

/** Of the blocks older than the window, each whose number is a multiple of this is remembered. */
const MILESTONE = 256

/**
 * The L1 blocks that a follower remembers, to recognise a reorganisation of any depth: the first, all of the last
 * `size`, and a milestone now and then between. Numbers ascend; there may be gaps.
 */
export class L1BlockWindow {
  readonly #size: number
  /** Ascending, as inserted. */
  readonly #hashes = new Map<number, L1BlockHash>()
  #head: L1BlockId
  readonly #first: L1BlockId

  /** `known`: at least one block, ascending. */
  constructor(known: readonly L1BlockId[], size: number) {
    const [first] = known
    if (first === undefined) throw new RangeError('a window needs a first block')
    this.#size = size
    this.#first = { number: first.number, hash: first.hash }
    this.#head = this.#first
    this.#hashes.set(first.number, first.hash)
    for (const block of known.slice(1)) this.append(block)
  }

  get first(): L1BlockId {
    return this.#first
  }

  get head(): L1BlockId {
    return this.#head
  }

  hashAt(number: number): L1BlockHash | undefined {
    return this.#hashes.get(number)
  }

  append({ number, hash }: L1BlockId): void {
    if (number <= this.#head.number) {
      throw new RangeError(`block ${number} does not follow block ${this.#head.number}`)
    }
    for (let old = this.#head.number - this.#size; old < number - this.#size; old++) {
      if (old % MILESTONE !== 0 && old !== this.#first.number) this.#hashes.delete(old)
    }
    this.#hashes.set(number, hash)
    this.#head = { number, hash }
  }

  /** Forgets the blocks above `number`, which must be remembered itself. */
  truncate(number: number): void {
    const hash = this.#hashes.get(number)
    if (hash === undefined) throw new RangeError(`block ${number} is not in the window`)
    for (const above of this.#hashes.keys()) if (above > number) this.#hashes.delete(above)
    this.#head = { number, hash }
  }

  /** All that is remembered, ascending. */
  blocks(): L1BlockId[] {
    return Array.from(this.#hashes, ([number, hash]) => ({ number, hash }))
  }
}
