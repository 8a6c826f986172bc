import { fromHex, keccak256, type OutputRoot } from '@mvm/protocol'

/** All levels of {@link outputRootTree}, the leaves first and the root last. */
export function outputRootLevels(firstBlock: number, roots: readonly OutputRoot[]): Uint8Array[][] {
  let width = 1
  while (width < roots.length) width *= 2
  let level = Array.from({ length: width }, (_, index) => {
    const root = roots[index]
    return root === undefined ? new Uint8Array(32) : leaf(firstBlock + index, root)
  })
  const levels = [level]
  while (level.length > 1) {
    const below = level
    level = Array.from({ length: below.length / 2 }, (_, index) =>
      keccak256(Buffer.concat(below.slice(2 * index, 2 * index + 2))),
    )
    levels.push(level)
  }
  return levels
}

function leaf(blockNumber: number, root: OutputRoot): Uint8Array {
  const word = blockNumber.toString(16).padStart(64, '0')
  return keccak256(fromHex(`0x${word}${root.slice(2)}`))
}
