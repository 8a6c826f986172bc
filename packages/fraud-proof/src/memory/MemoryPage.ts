import { hashPair } from './hashPair.ts'

/** Levels of the memory tree that one page spans: 32 words, 1 KiB. */
export const PAGE_LEVELS = 5
export const PAGE_BYTES = 32 << PAGE_LEVELS

/** A run of words that is copied as a whole when one of them changes. */
export interface MemoryPage {
  readonly bytes: Uint8Array
  /** Nodes by level, from the words up; filled when somebody asks. */
  levels: readonly Uint8Array[] | undefined
}

/** The page's nodes: the words themselves at level 0, one node at level {@link PAGE_LEVELS}. */
export function pageLevels(page: MemoryPage): readonly Uint8Array[] {
  if (page.levels !== undefined) return page.levels
  const levels = [page.bytes]
  for (let level = 0; level < PAGE_LEVELS; level++) {
    const below = levels[level] as Uint8Array
    const nodes = new Uint8Array(below.length / 2)
    for (let i = 0; i < nodes.length; i += 32) {
      nodes.set(
        hashPair(below.subarray(2 * i, 2 * i + 32), below.subarray(2 * i + 32, 2 * i + 64)),
        i,
      )
    }
    levels.push(nodes)
  }
  page.levels = levels
  return levels
}
