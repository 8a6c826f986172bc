import type { TaxBracket } from '@mvm/protocol'

/** The part of a value that one bracket taxes. */
export interface TaxSlice {
  /** Wei from which the bracket's rate applies. */
  readonly threshold: bigint
  /** Basis points. */
  readonly rate: number
  /** Wei of the value in it. */
  readonly amount: bigint
}

/** How brackets divide a value (spec 2.4); what lies below the first is in none. */
export function taxSlices(brackets: readonly TaxBracket[], value: bigint): TaxSlice[] {
  return brackets.flatMap(({ threshold, rate }, i) => {
    const next = brackets[i + 1]?.threshold ?? value
    const end = next < value ? next : value
    return end > threshold ? [{ threshold, rate, amount: end - threshold }] : []
  })
}
