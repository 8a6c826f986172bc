import type { TaxBracket } from './Charter.ts'

const BASIS_POINTS = 10_000n

/**
 * Wei of MT charged on top of a transaction's native value: ⌊Σ slice · rate / 10,000⌋, each slice of the value
 * taxed at the rate of the bracket that it lies in, and one division at the end (spec 2.4).
 *
 * @param brackets thresholds strictly ascending, as a valid charter has them
 */
export function computeTax(brackets: readonly TaxBracket[], value: bigint): bigint {
  let weighted = 0n
  for (const [i, { threshold, rate }] of brackets.entries()) {
    if (value <= threshold) break
    const next = brackets[i + 1]?.threshold
    const end = next === undefined || next > value ? value : next
    weighted += (end - threshold) * BigInt(rate)
  }
  return weighted / BASIS_POINTS
}
