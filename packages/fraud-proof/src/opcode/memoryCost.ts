import { MEMORY_DEPTH } from '../memory/MemoryTree.ts'

/** Words of memory that there can be: more than the largest gas limit pays for. */
const MAX_WORDS = 1n << BigInt(MEMORY_DEPTH)

/** Words that a range of memory reaches to; `null` beyond what any gas pays for. Of no bytes: 0, wherever it is. */
export function wordsToReach(offset: bigint, length: bigint): number | null {
  if (length === 0n) return 0
  const words = (offset + length + 31n) >> 5n
  return words > MAX_WORDS ? null : Number(words)
}

/** What memory of this size has cost in all (Yellow Paper, appendix H). */
export function memoryCost(words: number): bigint {
  const count = BigInt(words)
  return 3n * count + (count * count) / 512n
}

/** Words that so many bytes fill. */
export function wordCount(length: bigint): bigint {
  return (length + 31n) >> 5n
}
