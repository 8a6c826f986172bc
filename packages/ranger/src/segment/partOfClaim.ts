import type { OutputRoot } from '@mvm/protocol'
import type { SegmentClaim } from './SegmentClaim.ts'

/** What a claim says of some of its blocks, all of them in it: they rest on the claimed root of the one before. */
export function partOfClaim(
  claim: SegmentClaim,
  firstBlock: number,
  lastBlock: number,
): SegmentClaim {
  const start = firstBlock - claim.firstBlock
  return {
    chainId: claim.chainId,
    firstBlock,
    parentRoot: start === 0 ? claim.parentRoot : (claim.claimedRoots[start - 1] as OutputRoot),
    claimedRoots: claim.claimedRoots.slice(start, lastBlock - claim.firstBlock + 1),
    sources: claim.sources.filter(
      ({ batch }) =>
        batch.firstBlock <= lastBlock && firstBlock < batch.firstBlock + batch.blockCount,
    ),
  }
}
