import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool: where other nodes reach the caller, at most 256 bytes. */
export function encodeSetEndpoint(endpoint: string): Hex {
  return encodeContractCall('SequencerPool', 'setEndpoint', [endpoint])
}
