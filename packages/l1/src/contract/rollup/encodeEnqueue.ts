import type { Address, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface Enqueue {
  readonly chainId: number
  readonly to: Address
  /** Wei of MT, from what the sender has on L2. */
  readonly value: bigint
  /** On L2: from 21,000 + 40 for each byte of data to 2^24; a 32nd of it is burned on L1. */
  readonly gasLimit: bigint
  readonly data: Hex
}

/** Calldata for the CanonicalTransactionChain: a transaction on L2 that no sequencer can refuse (spec 3). */
export function encodeEnqueue({ chainId, to, value, gasLimit, data }: Enqueue): Hex {
  return encodeContractCall('CanonicalTransactionChain', 'enqueue', [
    chainId,
    to,
    value,
    gasLimit,
    data,
  ])
}
