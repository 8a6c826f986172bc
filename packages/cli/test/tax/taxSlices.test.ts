import { computeTax } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { taxSlices } from '../../src/tax/taxSlices.ts'

test('slices add up to the tax, with one division at the end', () => {
  const bracket = fc.record({
    threshold: fc.bigInt({ min: 0n, max: 1_000n }),
    rate: fc.integer({ min: 0, max: 1000 }),
  })
  const brackets = fc
    .uniqueArray(bracket, { selector: ({ threshold }) => threshold, maxLength: 8 })
    .map((list) => list.toSorted((a, b) => Number(a.threshold - b.threshold)))
  fc.assert(
    fc.property(brackets, fc.bigInt({ min: 0n, max: 2_000n }), (list, value) => {
      const slices = taxSlices(list, value)
      const weighted = slices.reduce((sum, { amount, rate }) => sum + amount * BigInt(rate), 0n)
      expect(weighted / 10_000n).toBe(computeTax(list, value))
      const taxed = slices.reduce((sum, { amount }) => sum + amount, 0n)
      expect(taxed).toBeLessThanOrEqual(value)
    }),
    { seed: 6, numRuns: 1_000 },
  )
})
