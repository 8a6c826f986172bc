import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the L1StandardBridge: sends a parked deposit on its way once the bond suffices; anyone may (spec 3). */
export function encodeReleaseDeposit(depositId: number): Hex {
  return encodeContractCall('L1StandardBridge', 'release', [depositId])
}
