import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool: takes back stake, in wei of MT, that no allocation uses. */
export function encodeUnstake(amount: bigint): Hex {
  return encodeContractCall('SequencerPool', 'unstake', [amount])
}
