import type { WitnessPort } from '../port/WitnessPort.ts'
import { WitnessLimitError } from '../witness/WitnessLimitError.ts'
import { checkSegment } from './checkSegment.ts'
import { partOfClaim } from './partOfClaim.ts'
import type { SegmentClaim } from './SegmentClaim.ts'
import type { SegmentVerdict } from './SegmentVerdict.ts'

/**
 * Checks a segment with one node's witnesses: with one, or in parts where the node says that the whole is too large for
 * it. A part that is equal ends with a root that is right, on which the next one rests. Throws what
 * {@link WitnessPort.witness} and {@link checkSegment} throw.
 */
export async function checkWithNode(
  claim: SegmentClaim,
  node: WitnessPort,
  signal: AbortSignal,
): Promise<SegmentVerdict> {
  const blockCount = claim.claimedRoots.length
  const lastBlock = claim.firstBlock + blockCount - 1
  let length = blockCount
  for (let first = claim.firstBlock; first <= lastBlock; ) {
    const last = Math.min(lastBlock, first + length - 1)
    try {
      const witness = await node.witness(claim.chainId, first, last, signal)
      const verdict = await checkSegment(partOfClaim(claim, first, last), witness, signal)
      if (verdict.kind !== 'equal') return verdict
      first = last + 1
    } catch (error) {
      // Each time fewer, whatever the node says: it ends at one block.
      const isUseful = error instanceof WitnessLimitError && first <= error.fittingBlock
      if (!isUseful || error.fittingBlock >= last) throw error
      length = error.fittingBlock - first + 1
    }
  }
  return { kind: 'equal', blockCount }
}
