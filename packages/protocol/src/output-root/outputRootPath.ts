import { fromHex } from '../bytes/fromHex.ts'
import { toHex } from '../bytes/toHex.ts'
import { asHash, type Hash, type OutputRoot } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import { keccak256 } from '../hash/keccak256.ts'

/** A leaf's way to the root of a state batch. */
export interface OutputRootPath {
  readonly merkleRoot: Hash<'state batch'>
  /** Lowest first; as many as the tree has levels above the leaves. */
  readonly siblings: readonly Hash[]
}

/**
 * Merkle path of the root at `index` among consecutive blocks' output roots, as `OutputRootTree.sol` takes it: leaf
 * keccak(blockNumber, root), padded with zero to a power of two (spec 3). Throws a RangeError for an index outside.
 */
export function outputRootPath(
  firstBlock: number,
  roots: readonly OutputRoot[],
  index: number,
): OutputRootPath {
  if (!(index >= 0 && index < roots.length)) throw new RangeError(`no root at ${index}`)
  let width = 1
  while (width < roots.length) width *= 2
  let level = Array.from({ length: width }, (_, place) => {
    const root = roots[place]
    return root === undefined ? new Uint8Array(32) : fromHex(hashWords(firstBlock + place, root))
  })
  const siblings: Hash[] = []
  for (let place = index; level.length > 1; place >>= 1) {
    siblings.push(asHash(toHex(level[place ^ 1] as Uint8Array)))
    level = Array.from({ length: level.length / 2 }, (_, pair) =>
      keccak256(Buffer.concat(level.slice(2 * pair, 2 * pair + 2))),
    )
  }
  return { merkleRoot: asHash(toHex(level[0] as Uint8Array)), siblings }
}
