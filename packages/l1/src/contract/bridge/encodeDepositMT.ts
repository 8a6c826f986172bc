import type { Address, Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface DepositMT {
  readonly chainId: number
  /** Recipient on L2. */
  readonly to: Address
  /** Wei of MT, which the bridge must be approved for. */
  readonly amount: bigint
}

/** Calldata for the L1StandardBridge (spec 3). */
export function encodeDepositMT({ chainId, to, amount }: DepositMT): Hex {
  return encodeContractCall('L1StandardBridge', 'depositMT', [chainId, to, amount])
}
