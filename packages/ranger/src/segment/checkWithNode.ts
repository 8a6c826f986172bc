import type { WitnessPort } from '../port/WitnessPort.ts'
import { WitnessLimitError } from '../witness/WitnessLimitError.ts'
import { checkSegment } from './checkSegment.ts'
import { partOfClaim } from './partOfClaim.ts'
import type { SegmentClaim } from './SegmentClaim.ts'
import type { SegmentVerdict } from './SegmentVerdict.ts'

/** For how long a node is waited for, whatever it does to be asked for one part after the other. */
const PATIENCE_MS = 300_000

/**
 * Checks a segment with one node's witnesses: with one, or in parts where the node says that the whole is too large for
 * it. A part that is equal ends with a root that is right, on which the next one rests. Throws what
 * {@link WitnessPort.witness} and {@link checkSegment} throw, and the signal's reason when the node takes too long in all.
 */
export async function checkWithNode(
  claim: SegmentClaim,
  node: WitnessPort,
  signal: AbortSignal,
  patienceMs: number = PATIENCE_MS,
): Promise<SegmentVerdict> {
  let leftMs = patienceMs
  const ask = async (first: number, last: number) => {
    const inner = AbortSignal.any([signal, AbortSignal.timeout(Math.max(0, leftMs))])
    const askedAtMs = performance.now()
    try {
      return await node.witness(claim.chainId, first, last, inner)
    } finally {
      leftMs -= Math.ceil(performance.now() - askedAtMs)
    }
  }
  const blockCount = claim.claimedRoots.length
  const lastBlock = claim.firstBlock + blockCount - 1
  let length = blockCount
  for (let first = claim.firstBlock; first <= lastBlock; ) {
    const last = Math.min(lastBlock, first + length - 1)
    try {
      const witness = await ask(first, last)
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
