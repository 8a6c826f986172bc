import type { Address, Hex } from '@mvm/protocol'

/** A call to be sent to L1. */
export interface L1Call {
  readonly to: Address
  readonly data: Hex
  /** Wei. */
  readonly value: bigint
}
