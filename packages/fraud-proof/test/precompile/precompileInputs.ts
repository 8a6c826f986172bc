import { keccak256 } from '@mvm/protocol'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { bn254 } from '@noble/curves/bn254.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { noise } from '../machine/noise.ts'

/** What a call of a precompile can come to. */
export type PrecompileOutcome =
  | 'output'
  | 'empty output'
  | 'refused'
  | 'too dear'
  | 'too long'
  | 'no input, taken'
  | 'no input, refused'
  | 'just enough gas'
  | 'out of gas'

export const word = (value: bigint | number): Uint8Array =>
  Buffer.from(BigInt(value).toString(16).padStart(64, '0'), 'hex')
const element = (value: bigint): Uint8Array =>
  Buffer.from(value.toString(16).padStart(128, '0'), 'hex')
export const bytes = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts))
const times = (count: number, part: Uint8Array): Uint8Array =>
  bytes(...Array.from({ length: count }, () => part))
const flipped = (input: Uint8Array, at = input.length - 1): Uint8Array =>
  input.with(at, (input[at] as number) ^ 1)

const digest = keccak256(Uint8Array.of(1))
const KEY = keccak256(Uint8Array.of(2))

function ecrecoverInput(): Uint8Array {
  const signature = secp256k1.sign(digest, KEY, { prehash: false, format: 'recovered' })
  return bytes(digest, word(27 + (signature[0] as number)), signature.subarray(1))
}

function p256Input(): Uint8Array {
  const signature = p256.sign(digest, KEY, { prehash: false, lowS: false })
  return bytes(digest, signature, p256.getPublicKey(KEY, false).subarray(1))
}

type BnPoint = typeof bn254.G1.Point.BASE
function bnG1(point: BnPoint): Uint8Array {
  const { x, y } = point.toAffine()
  return bytes(word(x), word(y))
}
function bnG2(point: typeof bn254.G2.Point.BASE): Uint8Array {
  const { x, y } = point.toAffine()
  return bytes(word(x.c1), word(x.c0), word(y.c1), word(y.c0))
}
const bnBase = bn254.G1.Point.BASE
const bnDouble = bnBase.add(bnBase)
const bnTwist = bnG2(bn254.G2.Point.BASE)
const bnPair = bytes(bnG1(bnBase), bnTwist)
/** e(P, Q) · e(-P, Q). */
const bnInverses = bytes(bnPair, bnG1(bnBase.negate()), bnTwist)

const { G1, G2, fields } = bls12_381
function g1(point: typeof G1.Point.BASE): Uint8Array {
  const { x, y } = point.toAffine()
  return bytes(element(x), element(y))
}
function g2(point: typeof G2.Point.BASE): Uint8Array {
  const { x, y } = point.toAffine()
  return bytes(element(x.c0), element(x.c1), element(y.c0), element(y.c1))
}
const base1 = g1(G1.Point.BASE)
const double1 = g1(G1.Point.BASE.double())
const base2 = g2(G2.Point.BASE)
const double2 = g2(G2.Point.BASE.double())
const zero1 = new Uint8Array(128)
const zero2 = new Uint8Array(256)
const blsPair = bytes(base1, base2)
const blsInverses = bytes(blsPair, g1(G1.Point.BASE.negate()), base2)
const ORDER = fields.Fr.ORDER

/** A point of the curve that is not in the group of prime order: the least x that has a y. */
function outsider(): Uint8Array {
  const { Fp } = fields
  for (let x = 0n; ; x++) {
    const square = Fp.add(Fp.mul(Fp.sqr(x), x), 4n)
    try {
      const point = G1.Point.fromAffine({ x, y: Fp.sqrt(square) })
      if (!point.isTorsionFree()) return g1(point)
    } catch {
      // No square: no point with this x.
    }
  }
}

/** Of the polynomial that is `value` everywhere, at z. */
function pointEvaluation(value: bigint, z: bigint): Uint8Array {
  const commitment = G1.Point.BASE.multiply(value).toBytes()
  const proof = G1.Point.ZERO.toBytes()
  return bytes(sha256(commitment).with(0, 1), word(z), word(value), commitment, proof)
}

/** Of the polynomial x: its commitment is [τ], its proof at z the generator. */
function linearEvaluation(z: bigint): Uint8Array {
  return bytes(sha256(tau).with(0, 1), word(z), word(z), tau, G1.Point.BASE.toBytes())
}

/** [τ] in G1 of EIP-4844's trusted setup. */
const tau = Buffer.from(
  'ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81',
  'hex',
)

const modExp = (base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array): Uint8Array =>
  bytes(word(base.length), word(exponent.length), word(modulus.length), base, exponent, modulus)
const filled = (length: number, value = 0xfd): Uint8Array => new Uint8Array(length).fill(value)

const BLAKE2F = new Uint8Array(213)
// No two words alike: which of them a round mixes in makes a difference.
BLAKE2F.set(noise(208), 4)
const rounds = (count: number, flag = 1): Uint8Array => {
  const input = BLAKE2F.slice()
  new DataView(input.buffer).setUint32(0, count)
  return input.with(212, flag)
}

/** Inputs by precompile and what comes of them. */
export type PrecompileInputs = Readonly<
  Record<number, Partial<Record<PrecompileOutcome, readonly Uint8Array[]>>>
>

/** Inputs by precompile and what comes of them. */
export function precompileInputs(): PrecompileInputs {
  const recovery = ecrecoverInput()
  const verification = p256Input()
  const outside = outsider()
  return {
    1: {
      output: [recovery, bytes(recovery, filled(40))],
      'empty output': [
        flipped(recovery, 63).with(63, 29),
        recovery.with(32, 1),
        bytes(recovery.subarray(0, 64), word(0), recovery.subarray(96)),
        bytes(recovery.subarray(0, 64), filled(32, 0xff), recovery.subarray(96)),
        bytes(recovery.subarray(0, 96), word(0)),
        recovery.subarray(0, 70),
      ],
    },
    // The last is just as long as an input may be.
    2: { output: [filled(1), filled(32), filled(33), noise(1000), noise(32_768)] },
    3: { output: [filled(1), filled(32), filled(33), noise(1000)] },
    4: { output: [filled(1), filled(33), noise(40_000)] },
    5: {
      output: [
        modExp(filled(32), filled(32), filled(32)),
        modExp(noise(32), noise(40).subarray(8), noise(96).subarray(64)),
        modExp(noise(100), noise(33), noise(90)),
        modExp(filled(1, 3), filled(1, 2), filled(1, 5)),
        modExp(filled(40), filled(33, 1), filled(40)),
        modExp(filled(33), filled(32), filled(33)),
        modExp(filled(64), bytes(new Uint8Array(32), filled(8)), filled(33)),
        modExp(filled(5), new Uint8Array(0), filled(5)),
        modExp(filled(5), filled(3), new Uint8Array(9)),
        modExp(filled(5), filled(3), Uint8Array.of(0, 1)),
        modExp(filled(1024), filled(1), filled(1024)),
        modExp(filled(200), filled(1, 1), filled(200)),
        modExp(filled(3), filled(1024), filled(32)),
        modExp(filled(64), filled(64), filled(64)).subarray(0, 200),
        bytes(word(1), word(40), word(1), filled(7)),
      ],
      'empty output': [
        modExp(filled(5), filled(3), new Uint8Array(0)),
        modExp(new Uint8Array(0), filled(3), new Uint8Array(0)),
        filled(20, 0),
      ],
      refused: [
        bytes(word(1025), word(1), word(1)),
        bytes(word(1), word(1025), word(1)),
        bytes(word(1), word(1), word(1025)),
        filled(96, 0xff),
        bytes(filled(32, 0xff), word(1), word(1)),
        filled(40, 0xff),
      ],
      'too dear': [modExp(filled(1024), filled(12), filled(1024))],
    },
    6: {
      output: [
        bytes(bnG1(bnBase), bnG1(bnDouble)),
        bytes(bnG1(bnBase), bnG1(bnBase)),
        bytes(bnG1(bnBase), bnG1(bnBase.negate())),
        bnG1(bnBase),
        bytes(bnG1(bnBase), bnG1(bnDouble), filled(9)),
        filled(128, 0),
      ],
      refused: [
        flipped(bnG1(bnBase)),
        filled(64),
        bnG1(bnBase).subarray(0, 63),
        bytes(word(bn254.fields.Fp.ORDER), word(0)),
        bytes(word(bn254.fields.Fp.ORDER + 1n), word(2)),
      ],
    },
    7: {
      output: [
        bytes(bnG1(bnBase), word(7)),
        bytes(bnG1(bnBase), word(0)),
        bytes(bnG1(bnBase), word(bn254.fields.Fr.ORDER)),
        bytes(bnG1(bnBase), filled(32, 0xff)),
        bytes(bnG1(bnBase), filled(40, 0xff)),
        bytes(filled(64, 0), word(9)),
        bytes(bnG1(bnBase), filled(3)),
      ],
      refused: [bytes(flipped(bnG1(bnBase)), word(7)), filled(96)],
    },
    8: {
      output: [
        bnPair,
        bnInverses,
        bytes(filled(64, 0), bnTwist),
        bytes(bnG1(bnBase), filled(128, 0)),
        bytes(bnInverses, filled(192, 0), bnInverses),
      ],
      refused: [
        bnPair.subarray(1),
        flipped(bnPair),
        flipped(bnPair, 63),
        bytes(bnG1(bnBase), word(0), word(0), word(0), word(1)),
        filled(192),
      ],
      'too dear': [times(87, bnPair)],
    },
    9: {
      // The last costs just what a call may cost.
      output: [rounds(12), rounds(0), rounds(12, 0), rounds(23), rounds(3_000_000, 0)],
      refused: [rounds(12, 2), rounds(12).subarray(1), bytes(rounds(12), filled(1))],
      'too dear': [rounds(3_000_001), rounds(0xffff_ffff)],
    },
    10: {
      output: [
        pointEvaluation(5n, 3n),
        pointEvaluation(1n, 0n),
        linearEvaluation(77n),
        bytes(
          sha256(G1.Point.ZERO.toBytes()).with(0, 1),
          word(1),
          word(0),
          G1.Point.ZERO.toBytes(),
          G1.Point.ZERO.toBytes(),
        ),
      ],
      refused: [
        flipped(pointEvaluation(5n, 3n)),
        pointEvaluation(5n, 3n).with(0, 2),
        flipped(pointEvaluation(5n, 3n), 95),
        pointEvaluation(5n, ORDER),
        bytes(linearEvaluation(77n).subarray(0, 63), Uint8Array.of(78), word(77), tau, tau),
        pointEvaluation(5n, 3n).subarray(1),
        bytes(pointEvaluation(5n, 3n), filled(1)),
        bytes(sha256(filled(48)).with(0, 1), word(1), word(1), filled(48), filled(48)),
      ],
    },
    11: {
      output: [
        bytes(base1, double1),
        bytes(base1, base1),
        bytes(base1, g1(G1.Point.BASE.negate())),
        bytes(zero1, base1),
        bytes(zero1, zero1),
        bytes(outside, base1),
        bytes(outside, outside),
      ],
      refused: [
        bytes(base1, flipped(base1)),
        bytes(base1, base1).with(0, 1),
        filled(256),
        base1,
        bytes(base1, base1, filled(1)),
        bytes(element(fields.Fp.ORDER), element(2n), zero1),
      ],
    },
    12: {
      output: [
        bytes(base1, word(2)),
        bytes(base1, word(0)),
        bytes(base1, filled(32, 0xff)),
        bytes(base1, word(ORDER)),
        bytes(zero1, word(5)),
        bytes(base1, word(2), double1, word(ORDER - 1n)),
        times(3, bytes(double1, filled(32))),
      ],
      refused: [
        bytes(flipped(base1), word(2)),
        bytes(outside, word(2)),
        bytes(outside, word(0)),
        base1,
        bytes(base1, word(2), filled(1)),
        bytes(base1, word(2)).with(5, 1),
      ],
    },
    13: {
      output: [
        bytes(base2, double2),
        bytes(base2, base2),
        bytes(base2, g2(G2.Point.BASE.negate())),
        bytes(zero2, base2),
        bytes(zero2, zero2),
      ],
      refused: [
        bytes(base2, flipped(base2)),
        bytes(base2, base2).with(64, 1),
        base2,
        bytes(element(0n), element(fields.Fp.ORDER), element(0n), element(2n), zero2),
      ],
    },
    14: {
      output: [
        bytes(base2, word(2)),
        bytes(base2, word(0)),
        bytes(base2, word(ORDER)),
        bytes(zero2, word(5)),
        bytes(base2, word(2), double2, word(ORDER - 1n)),
      ],
      refused: [bytes(flipped(base2), word(2)), base2, bytes(base2, word(2)).with(5, 1)],
    },
    15: {
      output: [
        blsPair,
        blsInverses,
        bytes(zero1, base2),
        bytes(base1, zero2),
        bytes(blsInverses, zero1, zero2),
      ],
      refused: [
        blsPair.subarray(1),
        flipped(blsPair),
        flipped(blsPair, 127),
        bytes(outside, base2),
        bytes(outside, zero2),
        bytes(blsPair, filled(1)),
      ],
    },
    16: {
      output: [element(0n), element(7n), element(fields.Fp.ORDER - 1n)],
      refused: [
        element(fields.Fp.ORDER),
        element(7n).with(0, 1),
        element(7n).subarray(1),
        filled(65, 0),
      ],
    },
    17: {
      output: [bytes(element(0n), element(0n)), bytes(element(7n), element(9n))],
      refused: [
        bytes(element(fields.Fp.ORDER), element(0n)),
        bytes(element(0n), element(fields.Fp.ORDER)),
        element(7n),
        bytes(element(7n), element(9n)).with(64, 1),
      ],
    },
    256: {
      output: [verification],
      'empty output': [
        flipped(verification, 31),
        flipped(verification, 159),
        verification.subarray(1),
        bytes(verification, filled(1)),
        bytes(verification.subarray(0, 96), filled(64, 0)),
        bytes(verification.subarray(0, 32), filled(32, 0), verification.subarray(64)),
        bytes(verification.subarray(0, 32), filled(32, 0xff), verification.subarray(64)),
        bytes(verification.subarray(0, 96), filled(64, 0xff)),
      ],
    },
  }
}

/** 91 squarings of 1,024 bytes: 2,981,888 gas. */
const dearModExp = modExp(filled(1024), bytes(filled(1, 15), filled(11)), filled(1024))

/** The dearest and longest inputs that a precompile takes: what its worst step is about. */
export const worstInputs: readonly (readonly [string, number, Uint8Array])[] = [
  ['SHA256 of 32 KB', 2, filled(32_768)],
  ['RIPEMD160 of 32 KB', 3, filled(32_768)],
  ['MODEXP of nearly 3M gas', 5, dearModExp],
  ['MODEXP of 1,024 bytes by 32 KB', 5, bytes(dearModExp, filled(29_000))],
  ['BN254 pairing of 86 pairs', 8, times(43, bnInverses)],
  ['BN254 pairing of 86 pairs, the last not on the curve', 8, flipped(times(43, bnInverses))],
  ['BLAKE2F of 3,000,000 rounds', 9, rounds(3_000_000)],
  ['point evaluation', 10, pointEvaluation(5n, 3n)],
  ['G1 sum of 204 points', 12, times(204, bytes(double1, filled(32)))],
  ['G2 sum of 113 points', 14, times(113, bytes(double2, filled(32)))],
  ['BLS pairing of 85 pairs', 15, bytes(times(42, blsInverses), blsPair)],
  [
    'BLS pairing of 85 pairs, the last not on the curve',
    15,
    flipped(bytes(times(42, blsInverses), blsPair)),
  ],
  ['G1 sum refused for its length', 12, filled(32_768)],
]
