import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the RangerPool: ends the sender's membership (spec 5.3). */
export function encodeLeaveRangers(): Hex {
  return encodeContractCall('RangerPool', 'leave', [])
}
