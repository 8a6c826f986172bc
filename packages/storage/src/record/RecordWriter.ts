import { UnstorableValueError } from '../error/UnstorableValueError.ts'

const MAX_BIGINT_BYTES = 255

/**
 * Writes a record's fields one behind the other: fixed-width ones bare, all others with their length in front.
 * {@link RecordReader} reads them back in the same order.
 */
export class RecordWriter {
  #bytes: Buffer
  #length = 0

  /** `version` is the first byte; `sizeHint` saves growing, in bytes. */
  constructor(version: number, sizeHint = 256) {
    this.#bytes = Buffer.allocUnsafe(sizeHint)
    this.byte(version)
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length
  }

  byte(value: number): void {
    this.#grow(1)
    this.#bytes[this.#length++] = value
  }

  uint16(value: number): void {
    this.#grow(2)
    this.#length = this.#bytes.writeUInt16BE(value, this.#length)
  }

  uint32(value: number): void {
    this.#grow(4)
    this.#length = this.#bytes.writeUInt32BE(value, this.#length)
  }

  /** Overwrites four bytes written before. */
  patchUint32(offset: number, value: number): void {
    this.#bytes.writeUInt32BE(value, offset)
  }

  /** A whole number below 2^53, as LEB128. */
  number(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new UnstorableValueError({ value, wanted: 'a whole number from 0' })
    }
    this.#grow(8)
    let rest = value
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes[this.#length++] = rest
  }

  bigint(value: bigint): void {
    if (value < 0n) throw new UnstorableValueError({ value, wanted: 'an amount from 0' })
    if (value <= 0xffffffffffffn) {
      const small = Number(value)
      const length = small > 0xffffffff ? 6 : (39 - Math.clz32(small)) >> 3
      this.byte(length)
      this.#grow(length)
      if (length > 0) this.#length = this.#bytes.writeUIntBE(small, this.#length, length)
      return
    }
    const digits = value.toString(16)
    const length = (digits.length + 1) >> 1
    if (length > MAX_BIGINT_BYTES) {
      throw new UnstorableValueError({ value, wanted: `an amount of ${MAX_BIGINT_BYTES} bytes` })
    }
    this.byte(length)
    this.#hexDigits(digits.length % 2 === 0 ? digits : `0${digits}`, length)
  }

  bytes(value: Uint8Array): void {
    this.number(value.length)
    this.raw(value)
  }

  /** Bytes whose number the reader knows. */
  raw(value: Uint8Array): void {
    this.#grow(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  /** A hash or address: hexadecimal of `length` bytes, which the reader knows. */
  fixedHex(value: string, length: number): void {
    if (value.length !== 2 + 2 * length) {
      throw new UnstorableValueError({ value, wanted: `${length} bytes in hexadecimal` })
    }
    this.#hexDigits(value.slice(2), length)
  }

  /** Hexadecimal of any whole number of bytes. */
  hex(value: string): void {
    const length = (value.length - 2) >> 1
    this.number(length)
    if (value.length % 2 !== 0) {
      throw new UnstorableValueError({ value, wanted: 'hexadecimal of whole bytes' })
    }
    this.#hexDigits(value.slice(2), length)
  }

  text(value: string): void {
    this.bytes(Buffer.from(value))
  }

  /** What was written. */
  finish(): Uint8Array {
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset, this.#length)
  }

  #hexDigits(digits: string, length: number): void {
    this.#grow(length)
    if (this.#bytes.write(digits, this.#length, 'hex') !== length) {
      throw new UnstorableValueError({ value: digits, wanted: `${length} bytes in hexadecimal` })
    }
    this.#length += length
  }

  #grow(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}
