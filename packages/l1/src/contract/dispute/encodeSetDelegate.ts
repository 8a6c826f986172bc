import type { Address, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the DisputeGame: lets another account make the caller's moves as an asserter (spec 4.1). */
export function encodeSetDelegate(delegate: Address): Hex {
  return encodeContractCall('DisputeGame', 'setDelegate', [delegate])
}
