import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool: returns the bond of a caller that has left the producers and is unlocked. */
export function encodeWithdrawProducerBond(): Hex {
  return encodeContractCall('SequencerPool', 'withdrawProducerBond', [])
}
