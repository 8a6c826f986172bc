import { asHash, type Hash, type OutputRoot } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'

const PADDING = asHash<Hash<'state batch node'>>(`0x${'00'.repeat(32)}`)

/**
 * Merkle path, lowest sibling first, of one block's output root in a state batch, as
 * `StateCommitmentChain.verifyOutputRoot` takes it: leaf keccak(blockNumber, root), padded with zero to a power of
 * two (spec 3). Throws a RangeError for a block that the batch does not hold.
 */
export function outputRootPath(
  firstBlock: number,
  roots: readonly OutputRoot[],
  blockNumber: number,
): Hash<'state batch node'>[] {
  let index = blockNumber - firstBlock
  if (roots[index] === undefined) {
    throw new RangeError(
      `a state batch of blocks ${firstBlock} to ${firstBlock + roots.length - 1} has no block ${blockNumber}`,
    )
  }
  let level = roots.map((root, i) => hashWords<Hash<'state batch node'>>(firstBlock + i, root))
  let width = 1
  while (width < level.length) width *= 2
  while (level.length < width) level.push(PADDING)
  const siblings: Hash<'state batch node'>[] = []
  for (; level.length > 1; index >>= 1) {
    siblings.push(level[index ^ 1] as Hash<'state batch node'>)
    const below = level
    level = Array.from({ length: below.length / 2 }, (_, i) =>
      hashWords(
        below[2 * i] as Hash<'state batch node'>,
        below[2 * i + 1] as Hash<'state batch node'>,
      ),
    )
  }
  return siblings
}
