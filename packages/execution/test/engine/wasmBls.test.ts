import { NobleBLS } from '@ethereumjs/evm'
import { toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { MAX_PRECOMPILE_INPUT } from '../../src/engine/ethereumjs/cappedPrecompiles.ts'
import { wasmBls } from '../../src/engine/ethereumjs/wasmBls.ts'

type Bls = Pick<
  NobleBLS,
  'addG1' | 'addG2' | 'msmG1' | 'msmG2' | 'mapFPtoG1' | 'mapFP2toG2' | 'pairingCheck'
>

/** The independent implementation: slow, in JavaScript. */
const noble: Bls = new NobleBLS()

const P =
  0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn

function field(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(128, '0'), 'hex')
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}

/** A point with this x or the next possible one; nearly always outside the subgroup. */
function curvePoint(x: bigint): Uint8Array {
  const square = (x ** 3n + 4n) % P
  const y = power(square, (P + 1n) / 4n)
  if ((y * y) % P !== square) return curvePoint(x + 1n)
  return Buffer.concat([field(x), field(y)])
}

const element = fc.bigInt({ min: 0n, max: P - 1n })
/** The subgroup's points, the point at infinity, points outside the subgroup, points that are on no curve. */
const g1 = fc.oneof(
  { weight: 6, arbitrary: element.map((x) => noble.mapFPtoG1(field(x))) },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(128)) },
  { weight: 2, arbitrary: element.map(curvePoint) },
  {
    weight: 1,
    arbitrary: fc.tuple(element, element).map((xy) => Buffer.concat(xy.map(field))),
  },
)
const g2 = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(element, element).map((c) => noble.mapFP2toG2(Buffer.concat(c.map(field)))),
  },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(256)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(element, element, element, element)
      .map((xy) => Buffer.concat(xy.map(field))),
  },
)
const scalar = fc.oneof(
  fc.constant(new Uint8Array(32)),
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
)

function negated(point: Uint8Array): Uint8Array {
  const y = BigInt(toHex(point.subarray(64)))
  return Buffer.concat([point.subarray(0, 64), field(y === 0n ? 0n : P - y)])
}

/** What both make of an input: bytes, or a refusal for whatever reason. */
function expectAgreement(compute: (bls: Bls) => Uint8Array): void {
  const outcome = (bls: Bls): string => {
    try {
      return toHex(compute(bls))
    } catch {
      return 'refused'
    }
  }
  expect(outcome(wasmBls)).toBe(outcome(noble))
}

function property<T>(
  arbitrary: fc.Arbitrary<T>,
  compute: (bls: Bls, input: T) => Uint8Array,
  numRuns = 30,
) {
  const check = (input: T) => expectAgreement((bls) => compute(bls, input))
  fc.assert(fc.property(arbitrary, check), { numRuns })
}

const pairs = (...parts: fc.Arbitrary<Uint8Array>[]) =>
  fc
    .array(
      fc.tuple(...parts).map((bytes) => Buffer.concat(bytes)),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) => Buffer.concat(all))

describe('BLS12-381 in WebAssembly gives what the implementation in JavaScript gives', () => {
  beforeAll(() => wasmBls.load())

  it('for additions, also outside the subgroup', () => {
    property(fc.tuple(g1, g1), (bls, points) => bls.addG1(Buffer.concat(points)))
    property(fc.tuple(g2, g2), (bls, points) => bls.addG2(Buffer.concat(points)))
  })

  it('for a point and itself, and a point and its opposite', () => {
    property(g1, (bls, point) => bls.addG1(Buffer.concat([point, point])))
    property(g1, (bls, point) => bls.addG1(Buffer.concat([point, negated(point)])))
  })

  it('for sums of multiples', () => {
    property(pairs(g1, scalar), (bls, input) => bls.msmG1(input))
    property(pairs(g2, scalar), (bls, input) => bls.msmG2(input))
  })

  it("for the longest sums that a precompile call may have, which lie on the library's own stack", () => {
    const scalarOf = (n: number) => Buffer.alloc(32, n * 37 + 1)
    const sum = (bytesAPair: number, point: (n: number) => Uint8Array) => {
      const count = Math.floor(MAX_PRECOMPILE_INPUT / bytesAPair)
      return Buffer.concat(
        Array.from({ length: count }, (_, n) => Buffer.concat([point(n), scalarOf(n)])),
      )
    }
    const g1Sum = sum(160, (n) => wasmBls.mapFPtoG1(field(BigInt(n))))
    expectAgreement((bls) => bls.msmG1(g1Sum))
    const g2Sum = sum(288, (n) =>
      wasmBls.mapFP2toG2(Buffer.concat([field(BigInt(n)), field(BigInt(n))])),
    )
    expectAgreement((bls) => bls.msmG2(g2Sum))
  })

  it('for maps to the curves', () => {
    const coordinate = fc.oneof(element, fc.constantFrom(0n, 1n, P - 1n, P, P + 1n)).map(field)
    property(coordinate, (bls, input) => bls.mapFPtoG1(input))
    property(fc.tuple(coordinate, coordinate), (bls, input) => bls.mapFP2toG2(Buffer.concat(input)))
  })

  it('for pairings, also those that come out as one', () => {
    property(pairs(g1, g2), (bls, input) => bls.pairingCheck(input), 10)
    const cancelling = fc.tuple(g1, g2).map(([a, b]) => Buffer.concat([a, b, negated(a), b]))
    property(cancelling, (bls, input) => bls.pairingCheck(input), 10)
  })
})
