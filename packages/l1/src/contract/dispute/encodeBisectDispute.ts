import type { Hash, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface BisectDispute {
  readonly disputeId: number
  /** Of the segment that is cut, as `DisputeGame.segmentHash` tells. */
  readonly segmentHash: Hash
  /** The states between the parts: 63, and 3 in the last round. */
  readonly stateHashes: readonly Hash[]
}

/** Calldata for the DisputeGame: cuts a segment. The first of a game carries the bond as its value (spec 4.1). */
export function encodeBisectDispute({ disputeId, segmentHash, stateHashes }: BisectDispute): Hex {
  return encodeContractCall('DisputeGame', 'bisect', [disputeId, segmentHash, stateHashes])
}
