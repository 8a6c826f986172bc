import type { Hex } from '@mvm/protocol'
import { UnstorableValueError } from '../error/UnstorableValueError.ts'
import type { RecordReader } from './RecordReader.ts'
import type { RecordWriter } from './RecordWriter.ts'

const BLOOM_BYTES = 256
const HEX_LENGTH = 2 + 2 * BLOOM_BYTES
const ZERO: Hex = `0x${'00'.repeat(BLOOM_BYTES)}`
/** Up to so many set bits are listed one by one, in two bytes each. */
const MAX_LISTED_BITS = 100
const FULL = 0xff

const scratch = Buffer.alloc(BLOOM_BYTES)
const listed = new Uint16Array(MAX_LISTED_BITS)

/**
 * A log bloom (2,048 bits) in a record: one byte for the number of set bits and their positions, or 0xff and
 * all 256 bytes. A receipt with one transfer takes 25 bytes, one without logs a single one.
 */
export const bloomField = {
  write(writer: RecordWriter, bloom: Hex): void {
    if (bloom === ZERO) {
      writer.byte(0)
      return
    }
    if (bloom.length !== HEX_LENGTH || scratch.write(bloom.slice(2), 'hex') !== BLOOM_BYTES) {
      throw new UnstorableValueError({ value: bloom, wanted: '256 bytes in hexadecimal' })
    }
    const count = listBits()
    if (count === undefined) {
      writer.byte(FULL)
      writer.raw(scratch)
      return
    }
    writer.byte(count)
    for (let i = 0; i < count; i++) writer.uint16(listed[i] as number)
  },

  read(reader: RecordReader): Hex {
    const count = reader.byte()
    if (count === 0) return ZERO
    if (count === FULL) return reader.fixedHex(BLOOM_BYTES)
    expand(reader, count)
    return `0x${scratch.toString('hex')}`
  },

  /** Whether the bloom has an alternative of each criterion, and any bit at all. */
  mayMatch(reader: RecordReader, criteria: readonly (readonly (readonly number[])[])[]): boolean {
    const count = reader.byte()
    if (count === 0) return false
    let bytes: Uint8Array
    if (count === FULL) bytes = reader.raw(BLOOM_BYTES)
    else {
      expand(reader, count)
      bytes = scratch
    }
    const isSet = (at: number): boolean => ((bytes[at >> 3] as number) & (1 << (at & 7))) !== 0
    return criteria.every((alternatives) =>
      alternatives.some((positions) => positions.every(isSet)),
    )
  },
} as const

/** Fills `listed` from `scratch`; `undefined` when there are too many bits. */
function listBits(): number | undefined {
  let count = 0
  for (let i = 0; i < BLOOM_BYTES; i++) {
    const byte = scratch[i] as number
    if (byte === 0) continue
    for (let bit = 0; bit < 8; bit++) {
      if ((byte & (1 << bit)) === 0) continue
      if (count === MAX_LISTED_BITS) return undefined
      listed[count++] = i * 8 + bit
    }
  }
  return count
}

/** Fills `scratch` from a list of positions. */
function expand(reader: RecordReader, count: number): void {
  scratch.fill(0)
  for (let i = 0; i < count; i++) {
    const at = reader.uint16()
    scratch[at >> 3] = (scratch[at >> 3] as number) | (1 << (at & 7))
  }
}
