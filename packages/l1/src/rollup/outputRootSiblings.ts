import { asHash, type Hash, type OutputRoot, toHex } from '@mvm/protocol'
import { outputRootLevels } from './outputRootLevels.ts'

/** The Merkle path of one output root of a state batch, lowest first: what `verifyOutputRoot` takes (spec 3). */
export function outputRootSiblings(
  firstBlock: number,
  roots: readonly OutputRoot[],
  blockNumber: number,
): readonly Hash[] {
  let index = blockNumber - firstBlock
  return outputRootLevels(firstBlock, roots)
    .slice(0, -1)
    .map((level) => {
      const sibling = level[index ^ 1] as Uint8Array
      index >>= 1
      return asHash(toHex(sibling))
    })
}
