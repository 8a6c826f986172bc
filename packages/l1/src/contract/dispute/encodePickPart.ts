import type { Hash, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface PickPart {
  readonly disputeId: number
  /** Of the segment that is picked from, as `DisputeGame.segmentHash` tells. */
  readonly segmentHash: Hash
  /** Counted from 0. */
  readonly part: number
  /** What the asserter posted. */
  readonly stateHashes: readonly Hash[]
}

/** Calldata for the DisputeGame: picks the part whose beginning is accepted and whose end is rejected (spec 4.1). */
export function encodePickPart({ disputeId, segmentHash, part, stateHashes }: PickPart): Hex {
  return encodeContractCall('DisputeGame', 'pick', [disputeId, segmentHash, part, stateHashes])
}
