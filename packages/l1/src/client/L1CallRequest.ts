import type { Address, Hex } from '@mvm/protocol'

/** A call for `eth_call` and `eth_estimateGas`. */
export interface L1CallRequest {
  readonly to: Address
  readonly data: Hex
  readonly from?: Address
  /** Wei. */
  readonly value?: bigint
  readonly gasLimit?: bigint
}
