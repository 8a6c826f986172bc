import type { BlockHeader, OutputRoot } from '@mvm/protocol'
import type { WitnessIncompleteError } from '../witness/WitnessIncompleteError.ts'

/** What checking a segment found. */
export type SegmentVerdict = SegmentEqual | SegmentDifferent | SegmentUnchecked

/** Every block is as it was claimed. */
export interface SegmentEqual {
  readonly kind: 'equal'
  readonly blockCount: number
}

/** A block is not as it was claimed; the ones before it are, the ones after it were not looked at. */
export interface SegmentDifferent {
  readonly kind: 'different'
  readonly blockNumber: number
  readonly claimedRoot: OutputRoot
  readonly ownRoot: OutputRoot
  readonly ownHeader: BlockHeader
  /** What the claimed block says otherwise; `null` if no header was served that the claim is made of. */
  readonly fields: readonly (keyof BlockHeader)[] | null
}

/** Nothing was found out: somebody withholds or garbles what is needed. */
export interface SegmentUnchecked {
  readonly kind: 'witness-incomplete'
  readonly error: WitnessIncompleteError
}
