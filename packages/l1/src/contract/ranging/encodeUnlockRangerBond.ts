import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the RangerPool: gives a former member its bond back, once it is unlocked (spec 5.3). */
export function encodeUnlockRangerBond(): Hex {
  return encodeContractCall('RangerPool', 'unlock', [])
}
