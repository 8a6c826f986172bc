import type { Hash, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface BisectDispute {
  readonly disputeId: number
  /** Of the segment that is cut, as `DisputeGame.segmentHash` tells. */
  readonly segmentHash: Hash
  /** The states between the parts: 63, and 3 in the last round. */
  readonly stateHashes: readonly Hash[]
}

/**
 * Calldata for the DisputeGame: cuts a segment (spec 4.1). The first of a game carries the asserter's bond as its value, if
 * there is none yet.
 */
export function encodeBisectDispute({ disputeId, segmentHash, stateHashes }: BisectDispute): Hex {
  return encodeContractCall('DisputeGame', 'bisect', [disputeId, segmentHash, stateHashes])
}
