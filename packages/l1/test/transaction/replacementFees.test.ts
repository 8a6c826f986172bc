import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replacementFees } from '../../src/transaction/replacementFees.ts'

const GWEI = 10n ** 9n
const fees = { baseFeePerGas: 10n * GWEI, maxPriorityFeePerGas: 2n * GWEI }
const wei = fc.bigInt({ min: 0n, max: 10n ** 15n })

test('offers the suggested tip and room for the base fee to double', () => {
  expect(replacementFees(fees, 100n * GWEI)).toEqual({
    maxFeePerGas: 22n * GWEI,
    maxPriorityFeePerGas: 2n * GWEI,
  })
})

test('never offers more than the limit, and no tip above the fee', () => {
  expect(replacementFees(fees, GWEI)).toEqual({ maxFeePerGas: GWEI, maxPriorityFeePerGas: GWEI })
})

test('raises both fields by at least an eighth, follows the market, or refuses at the limit', () => {
  fc.assert(
    fc.property(wei, wei, wei, wei, wei, (base, suggestedTip, tip, overTip, limit) => {
      const fee = tip + overTip
      const previous = { maxFeePerGas: fee, maxPriorityFeePerGas: tip }
      const market = { baseFeePerGas: base, maxPriorityFeePerGas: suggestedTip }
      const offer = replacementFees(market, limit, previous)
      if (offer === null) {
        expect(fee * 9n + 8n > limit * 8n).toBe(true)
        return
      }
      expect(offer.maxFeePerGas).toBeLessThanOrEqual(limit)
      expect(offer.maxPriorityFeePerGas).toBeLessThanOrEqual(offer.maxFeePerGas)
      expect(offer.maxFeePerGas * 8n).toBeGreaterThanOrEqual(fee * 9n)
      expect(offer.maxPriorityFeePerGas * 8n).toBeGreaterThanOrEqual(tip * 9n)
      expect(offer.maxFeePerGas).toBeGreaterThan(fee)
      expect(offer.maxPriorityFeePerGas).toBeGreaterThan(tip)
      if (offer.maxFeePerGas < limit) {
        expect(offer.maxFeePerGas).toBeGreaterThanOrEqual(2n * base + suggestedTip)
      }
    }),
    { seed: 3, numRuns: 2000 },
  )
})
