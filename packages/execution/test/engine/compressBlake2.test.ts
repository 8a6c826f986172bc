import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compressBlake2 } from '../../src/engine/ethereumjs/compressBlake2.ts'

const MASK = 2n ** 64n - 1n
const initial = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
]
const sigma = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
] as const

/** RFC 7693, 3.2, in integers of any size. */
function compressed(input: Buffer): Buffer {
  const at = (offset: number) => input.readBigUInt64LE(offset)
  const h = initial.map((_, i) => at(4 + 8 * i))
  const v = [...h, ...initial]
  const word = (i: number) => v[i] as bigint
  v[12] = word(12) ^ at(196)
  v[13] = word(13) ^ at(204)
  if (input[212] === 1) v[14] = word(14) ^ MASK
  const turn = (value: bigint, bits: bigint) => (value >> bits) | ((value << (64n - bits)) & MASK)
  const mix = (a: number, b: number, c: number, d: number, x: bigint, y: bigint) => {
    v[a] = (word(a) + word(b) + x) & MASK
    v[d] = turn(word(d) ^ word(a), 32n)
    v[c] = (word(c) + word(d)) & MASK
    v[b] = turn(word(b) ^ word(c), 24n)
    v[a] = (word(a) + word(b) + y) & MASK
    v[d] = turn(word(d) ^ word(a), 16n)
    v[c] = (word(c) + word(d)) & MASK
    v[b] = turn(word(b) ^ word(c), 63n)
  }
  for (let round = 0; round < input.readUInt32BE(0); round++) {
    const m = (sigma[round % 10] ?? []).map((i) => at(68 + 8 * i)) as bigint[]
    for (let i = 0; i < 4; i++) {
      mix(i, 4 + i, 8 + i, 12 + i, m[2 * i] as bigint, m[2 * i + 1] as bigint)
    }
    for (let i = 0; i < 4; i++) {
      const [b, c, d] = [4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4)] as const
      mix(i, b, c, d, m[8 + 2 * i] as bigint, m[9 + 2 * i] as bigint)
    }
  }
  const output = Buffer.alloc(64)
  h.forEach((value, i) => {
    output.writeBigUInt64LE(value ^ word(i) ^ word(i + 8), 8 * i)
  })
  return output
}

it('BLAKE2b of a short text is one compression of twelve rounds', () => {
  const input = Buffer.alloc(213)
  input.writeUInt32BE(12)
  initial.forEach((value, i) => {
    input.writeBigUInt64LE(i === 0 ? value ^ 0x01010040n : value, 4 + 8 * i)
  })
  input.write('abc', 68)
  input[196] = 3
  input[212] = 1
  const hash = createHash('blake2b512').update('abc').digest()
  expect(Buffer.from(compressBlake2(input))).toEqual(hash)
  expect(compressed(input)).toEqual(hash)
})

it('compresses like the text of the RFC, with any number of rounds, and leaves its input as it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 45 }),
      fc.uint8Array({ minLength: 208, maxLength: 208 }),
      fc.integer({ min: 0, max: 1 }),
      (rounds, random, flag) => {
        const input = Buffer.from([0, 0, 0, rounds, ...random, flag])
        const before = Buffer.from(input)
        expect(Buffer.from(compressBlake2(input))).toEqual(compressed(input))
        expect(input).toEqual(before)
      },
    ),
    { numRuns: 300 },
  )
})
