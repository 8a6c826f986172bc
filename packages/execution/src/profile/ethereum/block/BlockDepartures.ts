import type { AccountOverride, Address } from '@mvm/protocol'

/** Where a simulated block departs from what follows from its parent (`eth_simulateV1`). */
export interface BlockDepartures {
  readonly number?: number
  /** Wei per gas, from London on. */
  readonly baseFeePerGas?: bigint
  /** Wei per blob gas, from Cancun on. */
  readonly blobBaseFee?: bigint
  /** Changes to accounts before anything in the block. */
  readonly accountOverrides?: ReadonlyMap<Address, AccountOverride>
  /**
   * Whether senders may be anybody: their nonces are those of the state, contracts may send, a transaction may
   * have as much gas as the block, and who offers no price for gas pays none.
   */
  readonly isUnchecked?: boolean
}
