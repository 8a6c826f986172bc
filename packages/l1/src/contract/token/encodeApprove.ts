import type { Address, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface Approve {
  readonly spender: Address
  /** Wei of MT. */
  readonly amount: bigint
}

/** Calldata for the MetisToken. */
export function encodeApprove({ spender, amount }: Approve): Hex {
  return encodeContractCall('MetisToken', 'approve', [spender, amount])
}
