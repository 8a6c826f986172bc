import { toBigInt } from '@mvm/protocol'
import { bn254 } from '@noble/curves/bn254.js'
import type { Precompiles } from './Precompile.ts'
import { padded } from './padded.ts'

const { G1, G2, fields } = bn254
type G1Point = typeof G1.Point.ZERO
type G2Point = typeof G2.Point.ZERO
const PAIR = 192

/** Addition, multiplication and pairing check on BN254 (EIP-196, EIP-197). */
export const bn254Precompiles: Precompiles = { 6: add, 7: multiply, 8: checkPairing }

function add(input: Uint8Array): Uint8Array | null {
  const [a, b] = [g1(padded(input, 0, 64)), g1(padded(input, 64, 64))]
  return a === null || b === null ? null : encode(a.add(b))
}

function multiply(input: Uint8Array): Uint8Array | null {
  const point = g1(padded(input, 0, 64))
  if (point === null) return null
  const scalar = toBigInt(padded(input, 64, 32)) % fields.Fr.ORDER
  return encode(scalar === 0n ? G1.Point.ZERO : point.multiplyUnsafe(scalar))
}

function checkPairing(input: Uint8Array): Uint8Array | null {
  if (input.length % PAIR !== 0) return null
  const pairs: { g1: G1Point; g2: G2Point }[] = []
  for (let start = 0; start < input.length; start += PAIR) {
    const a = g1(input.subarray(start, start + 64))
    const b = g2(input.subarray(start + 64, start + PAIR))
    if (a === null || b === null) return null
    if (!a.is0() && !b.is0()) pairs.push({ g1: a, g2: b })
  }
  const isOne = pairs.length === 0 || fields.Fp12.eql(bn254.pairingBatch(pairs), fields.Fp12.ONE)
  return new Uint8Array(32).fill(isOne ? 1 : 0, 31)
}

function encode(point: G1Point): Uint8Array {
  const { x, y } = point.toAffine()
  const hex = [x, y].map((coordinate) => coordinate.toString(16).padStart(64, '0')).join('')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** `null` for what is not on the curve. */
function g1(bytes: Uint8Array): G1Point | null {
  const coordinates = fieldElements(bytes)
  if (coordinates === null) return null
  const [x, y] = coordinates as [bigint, bigint]
  if (x === 0n && y === 0n) return G1.Point.ZERO
  return valid(() => G1.Point.fromAffine({ x, y }))
}

/** `null` for what is not in the group; the imaginary part of a coordinate stands before the real one. */
function g2(bytes: Uint8Array): G2Point | null {
  const coordinates = fieldElements(bytes)
  if (coordinates === null) return null
  const [x1, x0, y1, y0] = coordinates as [bigint, bigint, bigint, bigint]
  if (coordinates.every((coordinate) => coordinate === 0n)) return G2.Point.ZERO
  return valid(() => G2.Point.fromAffine({ x: { c0: x0, c1: x1 }, y: { c0: y0, c1: y1 } }))
}

/** The library throws for points that are none, and checks the group as well as the curve. */
function valid<P extends { assertValidity(): void }>(make: () => P): P | null {
  try {
    const point = make()
    point.assertValidity()
    return point
  } catch {
    return null
  }
}

function fieldElements(bytes: Uint8Array): bigint[] | null {
  const elements: bigint[] = []
  for (let at = 0; at < bytes.length; at += 32) elements.push(toBigInt(bytes.subarray(at, at + 32)))
  return elements.every((element) => element < fields.Fp.ORDER) ? elements : null
}
