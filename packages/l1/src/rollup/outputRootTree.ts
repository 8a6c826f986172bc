import { asHash, type Hash, type OutputRoot, toHex } from '@mvm/protocol'
import { outputRootLevels } from './outputRootLevels.ts'

/**
 * Merkle root over consecutive blocks' output roots, as `OutputRootTree.sol` makes it: leaf keccak(blockNumber, root),
 * padded with zero to a power of two (spec 3). At least one root.
 */
export function outputRootTree(
  firstBlock: number,
  roots: readonly OutputRoot[],
): Hash<'state batch'> {
  const [root] = outputRootLevels(firstBlock, roots).at(-1) as [Uint8Array]
  return asHash<Hash<'state batch'>>(toHex(root))
}
