import type { StateBatchAppended } from '@mvm/l1'
import type { Duty } from '../port/Duty.ts'

/** The segments of a state batch, in order; the last may be shorter (spec 5.3). */
export function segmentsOf(
  { chainId, stateBatchIndex, merkleRoot, firstBlock: start, rootCount }: StateBatchAppended,
  length: number,
): readonly Duty[] {
  return Array.from({ length: Math.ceil(rootCount / length) }, (_, segment) => {
    const firstBlock = start + segment * length
    const lastBlock = Math.min(firstBlock + length, start + rootCount) - 1
    return { chainId, stateBatchIndex, merkleRoot, firstBlock, lastBlock }
  })
}
