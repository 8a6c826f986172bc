import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import type { MemoryTree } from './MemoryTree.ts'

/** Bytes of a tree, with what proves the words that they touch on the tape; of no bytes nothing is proven. */
export function readRange(
  tree: MemoryTree,
  offset: number,
  length: number,
  tape: TapeRecorder | null,
): Uint8Array {
  proveRange(tree, offset, length, tape)
  return tree.read(offset, length)
}

/** The tree with these bytes in it, with what proves the words that they touch as they were on the tape. */
export function writeRange(
  tree: MemoryTree,
  offset: number,
  bytes: Uint8Array,
  tape: TapeRecorder | null,
): MemoryTree {
  proveRange(tree, offset, bytes.length, tape)
  return tree.write(offset, bytes)
}

function proveRange(
  tree: MemoryTree,
  offset: number,
  length: number,
  tape: TapeRecorder | null,
): void {
  if (tape === null || length === 0) return
  const first = Math.floor(offset / 32)
  const last = Math.floor((offset + length - 1) / 32)
  tape.append(tree.witness(first, last - first + 1))
}
