import type { TaxBracket } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import { quantity } from './quantity.ts'

/** Tax brackets: thresholds in wei, rates in basis points, both quantities. */
export function formatTaxBrackets(brackets: readonly TaxBracket[]): Json {
  return brackets.map(({ threshold, rate }) => ({
    threshold: quantity(threshold),
    rate: quantity(rate),
  }))
}
