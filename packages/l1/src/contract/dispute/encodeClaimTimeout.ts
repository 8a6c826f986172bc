import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the DisputeGame: decides a game in which the clock of the side to move has run out (spec 4.1). */
export function encodeClaimTimeout(disputeId: number): Hex {
  return encodeContractCall('DisputeGame', 'claimTimeout', [disputeId])
}
