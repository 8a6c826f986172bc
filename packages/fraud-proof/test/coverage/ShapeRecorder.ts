import { TapeRecorder } from '../../src/index.ts'

/** What every tape opens with: the kind and the five parts of the state. */
export const OPENING_ELEMENTS = 6

/** A tape of which only the form is kept: what kinds of elements, and how many of each in a row. */
export class ShapeRecorder extends TapeRecorder {
  #shape = ''
  #last = ''
  #run = 0
  #toSkip: number

  /** @param toSkip how many elements stand before those that count */
  constructor(toSkip: number) {
    super()
    this.#toSkip = toSkip
  }

  override append(element: Uint8Array): void {
    if (this.#toSkip > 0) {
      this.#toSkip -= 1
      return
    }
    const form = formOf(element)
    if (form === this.#last) {
      this.#run += 1
      return
    }
    this.#close()
    this.#last = form
    this.#run = 1
  }

  /** Such as `words1 word×17`: two words or three, then seventeen of 32 bytes. */
  get shape(): string {
    this.#close()
    this.#last = ''
    this.#run = 0
    return this.#shape
  }

  #close(): void {
    if (this.#run > 0) this.#shape += `${this.#last}${this.#run === 1 ? '' : `×${this.#run}`} `
  }
}

const SHORTEST_BRANCH = 50

/** Empty, a hash or word, a trie's branch or its other nodes, words by the power of two of their number, other bytes. */
function formOf(element: Uint8Array): string {
  const { length } = element
  if (length === 0) return 'empty'
  if (length === 32) return 'word'
  const first = element[0] as number
  if (first >= 0xc0 && length % 32 !== 0) return isBranch(element) ? 'branch' : 'node'
  if (length % 32 === 0) return `words${Math.floor(Math.log2(length / 32))}`
  return 'bytes'
}

/** Its last item, the value, is empty: no leaf or extension ends so, whose last item is a value or a hash. */
function isBranch(node: Uint8Array): boolean {
  return node.length >= SHORTEST_BRANCH && node.at(-1) === 0x80
}
