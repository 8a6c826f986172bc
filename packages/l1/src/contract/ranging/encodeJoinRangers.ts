import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the RangerPool, which must be approved for the bond, in MT (spec 5.3). */
export function encodeJoinRangers(): Hex {
  return encodeContractCall('RangerPool', 'join', [])
}
