import { toBigInt } from '../bytes/toBigInt.ts'
import { MalformedRlpError } from '../error/MalformedRlpError.ts'

/** First byte from which on an item is a list. */
const FIRST_LIST = 0xc0

/**
 * A cursor over RLP that accepts canonical encodings only and copies nothing: what it returns are views
 * of the bytes. It is our own because consensus needs every deviation refused (leading zeros, longer
 * forms, bytes left over, wrong lengths) and general decoders forgive some of them.
 *
 * Every method throws {@link MalformedRlpError} when the next item is not what the caller asks for.
 */
export class RlpReader {
  readonly #bytes: Uint8Array
  /** Offset of the next item. */
  position: number
  /** Where the list being read ends, or the bytes. */
  #end: number

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes
    this.position = position
    this.#end = bytes.length
  }

  /** Whether the list being read, or the bytes, have no further item. */
  get isAtEnd(): boolean {
    return this.position === this.#end
  }

  /** Goes into a list. Returns the enclosing end, which {@link leaveList} wants back. */
  enterList(): number {
    const enclosingEnd = this.#end
    this.#end = this.#readHeader(FIRST_LIST, 'a list')
    return enclosingEnd
  }

  /** Leaves a list of which every item has been read. */
  leaveList(enclosingEnd: number): void {
    if (this.position !== this.#end) throw this.#malformed(this.position, 'the list goes on')
    this.#end = enclosingEnd
  }

  /** A list, each of whose items is read by the function. */
  list<T>(readItem: () => T): T[] {
    const items: T[] = []
    const enclosingEnd = this.enterList()
    while (!this.isAtEnd) items.push(readItem())
    this.leaveList(enclosingEnd)
    return items
  }

  /** Passes over an item, a list with all that it holds; it is as canonical as one that was read. */
  passOver(): void {
    if ((this.#bytes[this.position] as number) < FIRST_LIST) {
      this.bytes()
      return
    }
    const enclosingEnd = this.enterList()
    while (!this.isAtEnd) this.passOver()
    this.leaveList(enclosingEnd)
  }

  /** A byte string. */
  bytes(): Uint8Array {
    const start = this.position
    const first = this.#bytes[start]
    if (start < this.#end && first !== undefined && first < 0x80) {
      this.position = start + 1
      return this.#bytes.subarray(start, start + 1)
    }
    const end = this.#readHeader(0x80, 'a byte string')
    const content = this.position
    if (end - content === 1 && (this.#bytes[content] as number) < 0x80) {
      throw this.#malformed(start, 'a byte below 0x80 has a length in front')
    }
    this.position = end
    return this.#bytes.subarray(content, end)
  }

  /** A byte string of exactly `length` bytes. */
  bytesOfLength(length: number): Uint8Array {
    const start = this.position
    const bytes = this.bytes()
    if (bytes.length !== length) {
      throw this.#malformed(start, `${length} bytes are expected and ${bytes.length} given`)
    }
    return bytes
  }

  /** An unsigned integer of at most `maxBytes` bytes. */
  uint(maxBytes: number): bigint {
    const start = this.position
    const bytes = this.bytes()
    if (bytes.length > maxBytes) {
      throw this.#malformed(start, `an integer has more than ${maxBytes} bytes`)
    }
    if (bytes[0] === 0) throw this.#malformed(start, 'an integer has a leading zero')
    return toBigInt(bytes)
  }

  /** Reads a header whose kind starts at `base`, moves to the content and returns where that ends. */
  #readHeader(base: number, kind: string): number {
    const start = this.position
    const first = this.#bytes[start]
    if (start >= this.#end || first === undefined)
      throw this.#malformed(start, 'an item is missing')
    if (first < base || first >= base + 0x40) throw this.#malformed(start, `${kind} is expected`)
    let length = first - base
    let content = start + 1
    if (length > 55) {
      const lengthEnd = content + length - 55
      if (lengthEnd > this.#end) throw this.#malformed(start, 'a length is cut short')
      if (this.#bytes[content] === 0) throw this.#malformed(start, 'a length has a leading zero')
      // Eight bytes may exceed what a number holds exactly; such a length exceeds the end all the same.
      length = 0
      for (; content < lengthEnd; content++) {
        length = length * 256 + (this.#bytes[content] as number)
      }
      if (length < 56) throw this.#malformed(start, 'a short length is written in the long form')
    }
    if (content + length > this.#end) throw this.#malformed(start, `${kind} runs past the end`)
    this.position = content
    return content + length
  }

  #malformed(offset: number, problem: string): MalformedRlpError {
    return new MalformedRlpError({ offset, problem })
  }
}
