import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the L1StandardBridge: takes back a parked deposit of the caller (spec 3). */
export function encodeRefundDeposit(depositId: number): Hex {
  return encodeContractCall('L1StandardBridge', 'refund', [depositId])
}
