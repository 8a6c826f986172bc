import type { StateBatchAppended } from '@mvm/l1'
import { type OutputRoot, outputRootPath } from '@mvm/protocol'
import type { Mismatch } from './Mismatch.ts'

/** Compares state batches, all of whose blocks were executed, with own output roots by block number. */
export function compareStateBatches(
  stateBatches: readonly StateBatchAppended[],
  outputRoots: ReadonlyMap<number, OutputRoot>,
): Mismatch[] {
  return stateBatches.flatMap(
    ({ stateBatchIndex, firstBlock, rootCount, merkleRoot, asserter }) => {
      const roots = Array.from({ length: rootCount }, (_, index) => {
        const root = outputRoots.get(firstBlock + index)
        if (root === undefined) throw new RangeError(`block ${firstBlock + index} was not executed`)
        return root
      })
      const computed = outputRootPath(firstBlock, roots, 0).merkleRoot
      if (computed === merkleRoot) return []
      const lastBlock = firstBlock + rootCount - 1
      return [
        {
          kind: 'state batch' as const,
          ...{ stateBatchIndex, firstBlock, lastBlock, asserter, claimed: merkleRoot, computed },
        },
      ]
    },
  )
}
