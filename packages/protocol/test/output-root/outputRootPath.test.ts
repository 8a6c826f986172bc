import { asHash, hashWords, type OutputRoot, outputRootPath } from '@mvm/protocol'
import { expect, test } from 'vitest'

const rootOf = (blockNumber: number) =>
  asHash<OutputRoot>(`0x${(blockNumber + 1).toString(16).padStart(64, 'a')}`)

/** The Merkle root that a leaf and its path lead to, as `OutputRootTree.fold` computes it. */
function fold(firstBlock: number, blockNumber: number, siblings: readonly string[]): string {
  let index = blockNumber - firstBlock
  let node: string = hashWords(blockNumber, rootOf(blockNumber))
  for (const sibling of siblings) {
    const pair = index % 2 === 0 ? [node, sibling] : [sibling, node]
    node = hashWords(...(pair as [`0x${string}`, `0x${string}`]))
    index >>= 1
  }
  return node
}

test.each([1, 2, 3, 5, 16, 33])('all paths of %i roots lead to one Merkle root', (count) => {
  const roots = Array.from({ length: count }, (_, i) => rootOf(7 + i))
  const merkleRoots = roots.map((_, i) => fold(7, 7 + i, outputRootPath(7, roots, 7 + i)))
  expect(new Set(merkleRoots).size).toBe(1)
  expect(outputRootPath(7, roots, 7)).toHaveLength(Math.ceil(Math.log2(count)))
})

test('a block that the batch does not hold has no path', () => {
  expect(() => outputRootPath(7, [rootOf(7)], 8)).toThrow(RangeError)
  expect(() => outputRootPath(7, [rootOf(7)], 6)).toThrow(RangeError)
})
