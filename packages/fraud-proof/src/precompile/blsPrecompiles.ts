import { toBigInt } from '@mvm/protocol'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import type { Precompile, Precompiles } from './Precompile.ts'

const { G1, G2, fields } = bls12_381
const { Fp, Fp2, Fp12, Fr } = fields
type G1Point = typeof G1.Point.ZERO
type G2Point = typeof G2.Point.ZERO

/** Maps and clears the cofactor. The library types these as the maps that it makes them of. */
const mapToG1 = G1.mapToCurve as unknown as (element: bigint) => G1Point
const mapToG2 = G2.mapToCurve as unknown as (elements: readonly bigint[]) => G2Point

/** Bytes of a field element, of which the first 16 are zero, of a point of each group, and of a scalar. */
const ELEMENT = 64
const G1_POINT = 2 * ELEMENT
const G2_POINT = 4 * ELEMENT
const SCALAR = 32
const PAIR = G1_POINT + G2_POINT

/** What both groups have, for what is done alike in them. */
interface Point<P> {
  is0(): boolean
  add(other: P): P
  multiplyUnsafe(scalar: bigint): P
  isTorsionFree(): boolean
}

/** The precompiles of BLS12-381 (EIP-2537). Only additions take points outside of the groups of prime order. */
export const blsPrecompiles: Precompiles = {
  11: adding(G1_POINT, g1, encodeG1),
  12: summing(G1_POINT, g1, encodeG1, G1.Point.ZERO),
  13: adding(G2_POINT, g2, encodeG2),
  14: summing(G2_POINT, g2, encodeG2, G2.Point.ZERO),
  15: checkPairing,
  16: (input) => {
    const elements = fieldElements(input, 1)
    return elements === null ? null : encodeG1(mapToG1(elements[0] as bigint))
  },
  17: (input) => {
    const elements = fieldElements(input, 2)
    return elements === null ? null : encodeG2(mapToG2(elements))
  },
}

function adding<P extends Point<P>>(
  size: number,
  decode: (bytes: Uint8Array) => P | null,
  encode: (point: P) => Uint8Array,
): Precompile {
  return (input) => {
    if (input.length !== 2 * size) return null
    const [a, b] = [decode(input.subarray(0, size)), decode(input.subarray(size))]
    return a === null || b === null ? null : encode(a.add(b))
  }
}

function summing<P extends Point<P>>(
  size: number,
  decode: (bytes: Uint8Array) => P | null,
  encode: (point: P) => Uint8Array,
  zero: P,
): Precompile {
  const item = size + SCALAR
  return (input) => {
    if (input.length === 0 || input.length % item !== 0) return null
    let sum = zero
    for (let start = 0; start < input.length; start += item) {
      const point = decode(input.subarray(start, start + size))
      if (point === null || !point.isTorsionFree()) return null
      const scalar = toBigInt(input.subarray(start + size, start + item)) % Fr.ORDER
      if (scalar !== 0n && !point.is0()) sum = sum.add(point.multiplyUnsafe(scalar))
    }
    return encode(sum)
  }
}

function checkPairing(input: Uint8Array): Uint8Array | null {
  if (input.length === 0 || input.length % PAIR !== 0) return null
  const pairs: { g1: G1Point; g2: G2Point }[] = []
  for (let start = 0; start < input.length; start += PAIR) {
    const a = g1(input.subarray(start, start + G1_POINT))
    const b = g2(input.subarray(start + G1_POINT, start + PAIR))
    if (a === null || b === null || !a.isTorsionFree() || !b.isTorsionFree()) return null
    if (!a.is0() && !b.is0()) pairs.push({ g1: a, g2: b })
  }
  const isOne = pairs.length === 0 || Fp12.eql(bls12_381.pairingBatch(pairs), Fp12.ONE)
  return new Uint8Array(32).fill(isOne ? 1 : 0, 31)
}

/** `null` for what is not on the curve y² = x³ + 4. */
function g1(bytes: Uint8Array): G1Point | null {
  const elements = fieldElements(bytes, 2)
  if (elements === null) return null
  const [x, y] = elements as [bigint, bigint]
  if (x === 0n && y === 0n) return G1.Point.ZERO
  const isOnCurve = Fp.eql(Fp.sqr(y), Fp.add(Fp.mul(Fp.sqr(x), x), 4n))
  return isOnCurve ? G1.Point.fromAffine({ x, y }) : null
}

/** `null` for what is not on the curve y² = x³ + 4(1 + i). */
function g2(bytes: Uint8Array): G2Point | null {
  const elements = fieldElements(bytes, 4)
  if (elements === null) return null
  if (elements.every((element) => element === 0n)) return G2.Point.ZERO
  const [x0, x1, y0, y1] = elements as [bigint, bigint, bigint, bigint]
  const [x, y] = [Fp2.fromBigTuple([x0, x1]), Fp2.fromBigTuple([y0, y1])]
  const right = Fp2.add(Fp2.mul(Fp2.sqr(x), x), Fp2.fromBigTuple([4n, 4n]))
  return Fp2.eql(Fp2.sqr(y), right) ? G2.Point.fromAffine({ x, y }) : null
}

/** `null` unless the bytes are just so many elements of the field. */
function fieldElements(bytes: Uint8Array, count: number): bigint[] | null {
  if (bytes.length !== count * ELEMENT) return null
  const elements: bigint[] = []
  for (let at = 0; at < bytes.length; at += ELEMENT) {
    const element = toBigInt(bytes.subarray(at, at + ELEMENT))
    if (element >= Fp.ORDER) return null
    elements.push(element)
  }
  return elements
}

function encodeG1(point: G1Point): Uint8Array {
  const { x, y } = point.toAffine()
  return encoded([x, y])
}

function encodeG2(point: G2Point): Uint8Array {
  const { x, y } = point.toAffine()
  return encoded([x.c0, x.c1, y.c0, y.c1])
}

function encoded(elements: readonly bigint[]): Uint8Array {
  const hex = elements.map((element) => element.toString(16).padStart(2 * ELEMENT, '0')).join('')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
