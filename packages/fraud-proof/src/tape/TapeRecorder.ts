/** Bytes of the length that stands before each element of a tape, big-endian. */
const LENGTH_BYTES = 4

/** Writes down what a step reads, in the order in which the verifier on L1 will ask for it. */
export class TapeRecorder {
  readonly #elements: Uint8Array[] = []

  append(element: Uint8Array): void {
    this.#elements.push(element)
  }

  get elements(): readonly Uint8Array[] {
    return this.#elements
  }

  /** The tape: each element after its length. */
  encode(): Uint8Array {
    return encodeTape(this.#elements)
  }
}

/** A tape of these elements. */
export function encodeTape(elements: readonly Uint8Array[]): Uint8Array {
  const size = elements.reduce((sum, element) => sum + LENGTH_BYTES + element.length, 0)
  const tape = Buffer.alloc(size)
  let at = 0
  for (const element of elements) {
    tape.writeUInt32BE(element.length, at)
    tape.set(element, at + LENGTH_BYTES)
    at += LENGTH_BYTES + element.length
  }
  return tape
}
