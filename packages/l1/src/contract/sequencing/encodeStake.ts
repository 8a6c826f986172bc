import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool, which must be approved for the amount, in wei of MT. */
export function encodeStake(amount: bigint): Hex {
  return encodeContractCall('SequencerPool', 'stake', [amount])
}
