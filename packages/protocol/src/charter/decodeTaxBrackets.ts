import type { TaxBracket } from './Charter.ts'

const THRESHOLD = (1n << 240n) - 1n

/** Brackets from the words of slots 3 to 10; the first zero word ends the list. */
export function decodeTaxBrackets(words: readonly bigint[]): TaxBracket[] {
  const brackets: TaxBracket[] = []
  for (const word of words) {
    if (word === 0n) break
    brackets.push({ threshold: word & THRESHOLD, rate: Number(word >> 240n) })
  }
  return brackets
}
