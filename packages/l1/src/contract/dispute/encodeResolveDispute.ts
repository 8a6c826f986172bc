import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the DisputeGame: makes a verdict take effect (spec 4.1). */
export function encodeResolveDispute(disputeId: number): Hex {
  return encodeContractCall('DisputeGame', 'resolve', [disputeId])
}
