import { asHash, fromHex, type Hash, keccak256, type OutputRoot, toHex } from '@mvm/protocol'

/**
 * Merkle root over consecutive blocks' output roots, as `OutputRootTree.sol` makes it: leaf keccak(blockNumber, root),
 * padded with zero to a power of two (spec 3). At least one root.
 */
export function outputRootTree(
  firstBlock: number,
  roots: readonly OutputRoot[],
): Hash<'state batch'> {
  let width = 1
  while (width < roots.length) width *= 2
  let level = Array.from({ length: width }, (_, index) => {
    const root = roots[index]
    return root === undefined ? new Uint8Array(32) : leaf(firstBlock + index, root)
  })
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, index) =>
      keccak256(Buffer.concat(level.slice(2 * index, 2 * index + 2))),
    )
  }
  return asHash<Hash<'state batch'>>(toHex(level[0] as Uint8Array))
}

function leaf(blockNumber: number, root: OutputRoot): Uint8Array {
  const word = blockNumber.toString(16).padStart(64, '0')
  return keccak256(fromHex(`0x${word}${root.slice(2)}`))
}
