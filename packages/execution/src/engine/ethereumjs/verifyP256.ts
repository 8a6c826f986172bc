import { createECDH } from 'node:crypto'
import { toBigInt } from '@mvm/protocol'

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

interface Point {
  readonly x: bigint
  readonly y: bigint
}

/**
 * Whether a signature of a hash is valid on P-256, by the rules of EIP-7951; the input is as the precompile has it. With
 * Node.js's own multiplication of points, because libraries in JavaScript take some twenty times as long. That one
 * gives the x of a product only, which is all that is asked: R = (h/s)·G + (r/s)·Q = (r/s)·((h/r)·G + Q).
 */
export function verifyP256(input: Uint8Array): boolean {
  if (input.length !== 160) return false
  const [hash, r, s, x, y] = [0, 32, 64, 96, 128].map((at) =>
    toBigInt(input.subarray(at, at + 32)),
  ) as [bigint, bigint, bigint, bigint, bigint]
  if (r === 0n || r >= N || s === 0n || s >= N) return false
  if (x >= P || y >= P || !isOnCurve({ x, y })) return false
  const base = sum(multiple((hash * inverse(r, N)) % N), { x, y })
  if (base === null) return false
  return xOfMultiple(base, (r * inverse(s, N)) % N) % N === r
}

function isOnCurve({ x, y }: Point): boolean {
  return (y * y - (x * x - 3n) * x - B) % P === 0n
}

/** Of the generator; `null` is the point at infinity. */
function multiple(scalar: bigint): Point | null {
  if (scalar === 0n) return null
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(bytesOf(scalar))
  const point = curve.getPublicKey()
  return { x: toBigInt(point.subarray(1, 33)), y: toBigInt(point.subarray(33)) }
}

/** The scalar is not zero, and the order prime, so that the product is a point. */
function xOfMultiple({ x, y }: Point, scalar: bigint): bigint {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(bytesOf(scalar))
  return toBigInt(curve.computeSecret(Buffer.concat([Buffer.of(4), bytesOf(x), bytesOf(y)])))
}

function sum(a: Point | null, b: Point): Point | null {
  if (a === null) return b
  if (a.x === b.x && a.y !== b.y) return null
  const slope =
    a.x === b.x
      ? 3n * (a.x * a.x - 1n) * inverse(modulo(2n * a.y, P), P)
      : (b.y - a.y) * inverse(modulo(b.x - a.x, P), P)
  const x = modulo(slope * slope - a.x - b.x, P)
  return { x, y: modulo(slope * (a.x - x) - a.y, P) }
}

/** Of a number between zero and a prime modulus. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b] = [value, modulus]
  let [u, v] = [1n, 0n]
  while (b !== 0n) {
    const quotient = a / b
    ;[a, b] = [b, a - quotient * b]
    ;[u, v] = [v, u - quotient * v]
  }
  return modulo(u, modulus)
}

function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus
  return rest < 0n ? rest + modulus : rest
}

function bytesOf(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
}
