import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

/** Calldata for the SequencerPool: frees what the caller's lowered allocation to a DAC still reserves. */
export function encodeReleaseBond(chainId: number): Hex {
  return encodeContractCall('SequencerPool', 'release', [chainId])
}
