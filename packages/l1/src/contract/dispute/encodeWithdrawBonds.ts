import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the DisputeGame: sends the caller the ETH that it has won or has back (spec 4.1). */
export function encodeWithdrawBonds(): Hex {
  return encodeContractCall('DisputeGame', 'withdraw', [])
}
