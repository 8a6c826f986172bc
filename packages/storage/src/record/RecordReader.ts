import type { Address, Hash, Hex } from '@mvm/protocol'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'

/** Reads what {@link RecordWriter} wrote. Byte strings are views of the record. */
export class RecordReader {
  readonly #bytes: Buffer
  readonly #what: string
  #offset = 1

  /** `what` names the record in a {@link StorageCorruptError}, which an unknown `version` or an overrun throws. */
  constructor(bytes: Uint8Array, version: number, what: string) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#what = what
    if (this.#bytes[0] !== version) {
      this.#fail(`format ${this.#bytes[0]} instead of ${version}`)
    }
  }

  get offset(): number {
    return this.#offset
  }

  /** Goes on at another place. */
  seek(offset: number): void {
    this.#offset = offset
  }

  byte(): number {
    return this.#bytes[this.#take(1)] as number
  }

  uint16(): number {
    return this.#bytes.readUInt16BE(this.#take(2))
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#take(4))
  }

  number(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
  }

  bigint(): bigint {
    const length = this.byte()
    const start = this.#take(length)
    if (length === 0) return 0n
    if (length <= 6) return BigInt(this.#bytes.readUIntBE(start, length))
    return BigInt(`0x${this.#bytes.toString('hex', start, start + length)}`)
  }

  bytes(): Uint8Array {
    return this.raw(this.number())
  }

  raw(length: number): Uint8Array {
    const start = this.#take(length)
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + start, length)
  }

  fixedHex(length: number): Hex {
    const start = this.#take(length)
    return `0x${this.#bytes.toString('hex', start, start + length)}`
  }

  hash<H extends Hash>(): H {
    return this.fixedHex(32) as H
  }

  address(): Address {
    return this.fixedHex(20) as Address
  }

  hex(): Hex {
    return this.fixedHex(this.number())
  }

  text(): string {
    const length = this.number()
    const start = this.#take(length)
    return this.#bytes.toString('utf8', start, start + length)
  }

  /** Throws unless the whole record has been read. */
  end(): void {
    if (this.#offset !== this.#bytes.length) {
      this.#fail(`${this.#bytes.length - this.#offset} bytes left over`)
    }
  }

  #take(length: number): number {
    const start = this.#offset
    this.#offset += length
    if (this.#offset > this.#bytes.length) this.#fail('it ends too early')
    return start
  }

  #fail(reason: string): never {
    throw new StorageCorruptError({ what: this.#what, reason })
  }
}
