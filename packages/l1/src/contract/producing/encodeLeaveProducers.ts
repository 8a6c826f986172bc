import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool: takes the caller out of later draws of producers. */
export function encodeLeaveProducers(): Hex {
  return encodeContractCall('SequencerPool', 'leaveProducers', [])
}
