import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyP256 } from '../../src/engine/ethereumjs/verifyP256.ts'

const { Point } = p256
const N = Point.Fn.ORDER
const P = Point.Fp.ORDER
const bytes = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const scalar = fc.bigInt({ min: 1n, max: N - 1n })
const hash = fc.oneof(
  { weight: 5, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }) },
  fc.constantFrom(0n, N, N - 1n, N + 1n, 2n ** 256n - 1n),
)

type Signed = readonly [hash: bigint, r: bigint, s: bigint, x: bigint, y: bigint]

const encode = (words: Signed) => Buffer.concat(words.map(bytes))

/** Signed by the textbook, with a nonce of one's choice. */
function sign(key: bigint, digest: bigint, nonce: bigint): Signed {
  const { x, y } = Point.BASE.multiply(key).toAffine()
  const r = Point.BASE.multiply(nonce).toAffine().x % N
  const s = (Point.Fn.inv(nonce) * ((digest + r * key) % N)) % N
  return [digest, r, s, x, y]
}

/** The independent implementation: that of @noble/curves, in JavaScript. */
function isValid([digest, r, s, x, y]: Signed): boolean {
  try {
    if (x >= P || y >= P) return false
    const publicKey = Point.fromAffine({ x, y })
    publicKey.assertValidity()
    const signature = Buffer.concat([bytes(r), bytes(s)])
    const options = { lowS: false, prehash: false }
    return p256.verify(signature, bytes(digest), publicKey.toBytes(false), options)
  } catch {
    return false
  }
}

describe('a signature on P-256', () => {
  it('is valid where it was made for the hash, and its other s as well', () => {
    fc.assert(
      fc.property(scalar, hash, scalar, (key, digest, nonce) => {
        const [, r, s, x, y] = sign(key, digest, nonce)
        fc.pre(s !== 0n)
        expect(verifyP256(encode([digest, r, s, x, y]))).toBe(true)
        expect(verifyP256(encode([digest, r, N - s, x, y]))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('is judged as by another implementation where a word of it is another', () => {
    const word = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
      fc.constantFrom(0n, 1n, N - 1n, N, N + 1n, P - 1n, P, 2n ** 256n - 1n),
    )
    fc.assert(
      fc.property(scalar, hash, scalar, fc.nat(4), word, (key, digest, nonce, place, other) => {
        const words = [...sign(key, digest, nonce)] as unknown as [...Signed]
        words[place] = other
        expect(verifyP256(encode(words))).toBe(isValid(words))
      }),
      { numRuns: 120 },
    )
  })

  it('is judged rightly where the points that are added are one, opposite, or none', () => {
    fc.assert(
      fc.property(scalar, scalar, (key, nonce) => {
        const { x, y } = Point.BASE.multiply(key).toAffine()
        const r = Point.BASE.multiply(nonce).toAffine().x % N
        // (hash/r)·G is the key's point, its opposite, or at infinity.
        for (const factor of [key, N - key, 0n]) {
          const digest = (r * factor) % N
          // So that the result is nonce·G, where there is one.
          const s = (Point.Fn.inv(nonce) * ((digest + r * key) % N)) % N
          const words: Signed = [digest, r, s === 0n ? 1n : s, x, y]
          const isSignature = factor !== N - key
          expect(verifyP256(encode(words))).toBe(isSignature)
          expect(isValid(words)).toBe(isSignature)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('takes its r modulo the order: the point may have an x beyond it', () => {
    // The first x from the order on that a point has, so that r is small.
    let x = N
    while (!isX(x)) x += 1n
    const r = x - N
    const R = Point.fromAffine({ x, y: yOf(x) })
    // A key for which (hash, r, s) is valid: Q = (s·R − h·G)/r.
    const [digest, s] = [12_345n, 678n]
    const scaled = R.multiply(s).subtract(Point.BASE.multiply(digest))
    const key = scaled.multiply(Point.Fn.inv(r)).toAffine()
    const words: Signed = [digest, r, s, key.x, key.y]
    expect(isValid(words)).toBe(true)
    expect(verifyP256(encode(words))).toBe(true)
  })

  it('has 160 bytes', () => {
    const input = encode(sign(5n, 6n, 7n))
    expect(verifyP256(input)).toBe(true)
    expect(verifyP256(input.subarray(1))).toBe(false)
    expect(verifyP256(Buffer.concat([input, Buffer.of(0)]))).toBe(false)
    expect(verifyP256(new Uint8Array())).toBe(false)
  })
})

function yOf(x: bigint): bigint {
  const { Fp } = Point
  return Fp.sqrt(Fp.create(x ** 3n - 3n * x + Point.CURVE().b))
}

function isX(x: bigint): boolean {
  try {
    return yOf(x) >= 0n
  } catch {
    return false
  }
}
