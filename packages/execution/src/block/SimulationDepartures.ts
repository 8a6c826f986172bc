import type { AccountOverride, Address, Hex } from '@mvm/protocol'

/** Where a DAC's simulated block departs from what follows from its parent (`eth_simulateV1`). */
export interface SimulationDepartures {
  readonly gasLimit?: bigint
  /** Wei per gas. */
  readonly baseFeePerGas?: bigint
  readonly prevRandao?: Hex
  /** Changes to accounts before any transaction. */
  readonly accountOverrides: ReadonlyMap<Address, AccountOverride>
  /**
   * Whether senders may be anybody: their nonces are those of the state, contracts may send, SUBMIT is not asked
   * for, and who offers no price for gas pays none.
   */
  readonly isUnchecked: boolean
}
