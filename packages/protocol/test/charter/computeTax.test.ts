import { computeTax, decodeTaxBrackets, packTaxBracket, type TaxBracket } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const MT = 10n ** 18n
const example: TaxBracket[] = [
  { threshold: 1000n * MT, rate: 50 },
  { threshold: 100_000n * MT, rate: 200 },
]

/** A value's tax one wei at a time. */
function naiveTax(brackets: readonly TaxBracket[], value: number): bigint {
  let weighted = 0
  for (let wei = 0; wei < value; wei++) {
    weighted += brackets.findLast(({ threshold }) => threshold <= BigInt(wei))?.rate ?? 0
  }
  return BigInt(Math.floor(weighted / 10_000))
}

const brackets = fc
  .uniqueArray(fc.integer({ min: 0, max: 3000 }), { maxLength: 8 })
  .chain((thresholds) =>
    fc.tuple(
      fc.constant(thresholds.toSorted((a, b) => a - b)),
      fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 8, maxLength: 8 }),
    ),
  )
  .map(([thresholds, rates]) =>
    thresholds.map((threshold, i) => ({ threshold: BigInt(threshold), rate: rates[i] ?? 0 })),
  )

test('the tax agrees with taxing each wei on its own and dividing once', () => {
  fc.assert(
    fc.property(brackets, fc.integer({ min: 0, max: 4000 }), (list, value) => {
      expect(computeTax(list, BigInt(value))).toBe(naiveTax(list, value))
    }),
    { numRuns: 500 },
  )
})

test('the tax never exceeds a tenth of the value and never falls as the value grows', () => {
  const value = fc.bigInt({ min: 0n, max: 1n << 128n })
  fc.assert(
    fc.property(brackets, value, value, (list, a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      expect(computeTax(list, high)).toBeGreaterThanOrEqual(computeTax(list, low))
      expect(computeTax(list, high) * 10n).toBeLessThanOrEqual(high)
    }),
  )
})

test.each([
  [0n, 0n],
  [1000n * MT, 0n],
  [1000n * MT + 199n, 0n],
  [1000n * MT + 200n, 1n],
  [100_000n * MT, 495n * MT],
  [200_000n * MT, 495n * MT + 2000n * MT],
])('the example charter taxes %s wei with %s wei', (value, tax) => {
  expect(computeTax(example, value)).toBe(tax)
})

test('no brackets, no tax', () => {
  expect(computeTax([], 1n << 200n)).toBe(0n)
})

test('packed brackets are read back until the first zero word', () => {
  const words = example.map(packTaxBracket)
  expect(words[0]).toBe((50n << 240n) | (1000n * MT))
  expect(decodeTaxBrackets([...words, 0n, 7n])).toEqual(example)
})
