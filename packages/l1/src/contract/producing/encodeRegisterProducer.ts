import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool, which must be approved for the producer's bond. */
export function encodeRegisterProducer(): Hex {
  return encodeContractCall('SequencerPool', 'registerProducer', [])
}
