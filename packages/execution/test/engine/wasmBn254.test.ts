import { NobleBN254 } from '@ethereumjs/evm'
import { bn254 } from '@noble/curves/bn254.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { wasmBn254 } from '../../src/engine/ethereumjs/wasmBn254.ts'

/** The independent implementation: slow, in JavaScript. */
const noble = new NobleBN254()

const { G1, G2, fields } = bn254
const P = fields.Fp.ORDER
const N = fields.Fr.ORDER
const word = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const words = (...values: bigint[]) => Buffer.concat(values.map(word))

const scalar = fc.bigInt({ min: 1n, max: N - 1n })
const edge = fc.constantFrom(0n, 1n, N - 1n, N, N + 1n, P - 1n, P, P + 1n, P + 2n, 2n ** 256n - 1n)
const anyWord = fc.oneof(edge, fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }))

/** Points, the point at infinity, and what is none; also with coordinates beyond the field. */
const g1 = fc.oneof(
  {
    weight: 6,
    arbitrary: scalar.map((k) => {
      const { x, y } = G1.Point.BASE.multiply(k).toAffine()
      return words(x, y)
    }),
  },
  fc.constant(words(0n, 0n)),
  fc.constantFrom(words(1n, 2n), words(1n, P - 2n), words(1n + P, 2n), words(1n, 2n + P)),
  fc.tuple(anyWord, anyWord).map((xy) => words(...xy)),
)

type Fp2 = { readonly c0: bigint; readonly c1: bigint }
const encodeG2 = ({ x, y }: { x: Fp2; y: Fp2 }) => words(x.c1, x.c0, y.c1, y.c0)

/** On the curve, and nearly never in the subgroup. */
function outsider(seed: bigint): Buffer {
  const { Fp2 } = fields
  for (let c0 = seed; ; c0 += 1n) {
    const x = Fp2.fromBigTuple([c0 % P, 1n])
    try {
      const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), G2.Point.CURVE().b))
      return encodeG2({ x, y })
    } catch {
      // No point has this x.
    }
  }
}

const g2 = fc.oneof(
  { weight: 6, arbitrary: scalar.map((k) => encodeG2(G2.Point.BASE.multiply(k).toAffine())) },
  fc.constant(words(0n, 0n, 0n, 0n)),
  fc.bigInt({ min: 2n, max: P - 1n }).map(outsider),
  fc.tuple(anyWord, anyWord, anyWord, anyWord).map((xy) => words(...xy)),
)

/** Which failure it is makes no difference: all take the gas. One library throws, the other gives nothing. */
function outcome(compute: () => Uint8Array): string {
  try {
    return Buffer.from(compute()).toString('hex') || 'fails'
  } catch {
    return 'fails'
  }
}

describe('BN254 in WebAssembly', () => {
  beforeAll(() => wasmBn254.load())

  const agree = (compute: (bn: Pick<NobleBN254, 'add' | 'mul' | 'pairing'>) => Uint8Array) =>
    expect(outcome(() => compute(wasmBn254))).toBe(outcome(() => compute(noble)))

  it('adds like another implementation', () => {
    fc.assert(
      fc.property(g1, g1, (a, b) => {
        agree((bn) => bn.add(Buffer.concat([a, b])))
        agree((bn) => bn.add(Buffer.concat([a, a])))
      }),
      { numRuns: 300 },
    )
  })

  it('multiplies like another implementation', () => {
    fc.assert(
      fc.property(g1, anyWord, (point, factor) => {
        agree((bn) => bn.mul(Buffer.concat([point, word(factor), Buffer.alloc(32)])))
      }),
      { numRuns: 150 },
    )
  })

  it('pairs like another implementation', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(g1, g2), { maxLength: 3 }), (pairs) => {
        agree((bn) => bn.pairing(Buffer.concat(pairs.flat())))
      }),
      { numRuns: 40 },
    )
  })

  it('finds that products are one', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        const point = (k: bigint) => {
          const { x, y } = G1.Point.BASE.multiply(k).toAffine()
          return words(x, y)
        }
        const twist = encodeG2(G2.Point.BASE.multiply(b).toAffine())
        const base = encodeG2(G2.Point.BASE.toAffine())
        // e(aG, bH) · e(−abG, H)
        const input = Buffer.concat([point(a), twist, point((N - ((a * b) % N)) % N), base])
        expect(Buffer.from(wasmBn254.pairing(input))).toEqual(word(1n))
      }),
      { numRuns: 5 },
    )
  })
})
