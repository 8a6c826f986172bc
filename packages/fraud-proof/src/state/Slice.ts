import { MemoryTree } from '../memory/MemoryTree.ts'

/** Bytes of some memory tree, by reference: 3 words (root, offset, length). */
export interface Slice {
  readonly tree: MemoryTree
  readonly offset: number
  readonly length: number
}

/** The slice of no bytes. */
export const EMPTY_SLICE: Slice = { tree: MemoryTree.empty, offset: 0, length: 0 }
