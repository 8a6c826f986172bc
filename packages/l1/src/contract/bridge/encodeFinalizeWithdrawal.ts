import type { Hex, WithdrawalHash } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the L1StandardBridge: pays a proven message's MT to its target; anyone may (spec 3). */
export function encodeFinalizeWithdrawal(hash: WithdrawalHash): Hex {
  return encodeContractCall('L1StandardBridge', 'finalizeWithdrawal', [hash])
}
