import type { TaxBracket } from './Charter.ts'

/**
 * A bracket as one storage word, packed as Solidity packs `struct { uint240 threshold; uint16 rate; }`:
 * the threshold in the low 240 bits, the rate in the high 16.
 */
export function packTaxBracket({ threshold, rate }: TaxBracket): bigint {
  return (BigInt(rate) << 240n) | threshold
}
