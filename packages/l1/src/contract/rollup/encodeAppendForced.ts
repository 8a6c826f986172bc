import type { Hex, L1BlockHash } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface AppendForced {
  readonly chainId: number
  readonly originNumber: number
  readonly originHash: L1BlockHash
}

/** Calldata for the CanonicalTransactionChain: anyone may send it while a queue element is overdue (spec 3). */
export function encodeAppendForced({ chainId, originNumber, originHash }: AppendForced): Hex {
  return encodeContractCall('CanonicalTransactionChain', 'appendForced', [
    chainId,
    originNumber,
    originHash,
  ])
}
