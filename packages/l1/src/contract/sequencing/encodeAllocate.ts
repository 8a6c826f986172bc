import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface Allocate {
  readonly chainId: number
  /** Wei of MT: the whole allocation, not an addition to it. */
  readonly amount: bigint
}

/** Calldata for the SequencerPool: how much of the caller's stake backs its work for a DAC. */
export function encodeAllocate({ chainId, amount }: Allocate): Hex {
  return encodeContractCall('SequencerPool', 'allocate', [chainId, amount])
}
