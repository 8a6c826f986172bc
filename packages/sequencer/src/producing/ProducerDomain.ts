import type { Address } from '@mvm/protocol'

/** Where a producer's signature counts: the contract that judges it. */
export interface ProducerDomain {
  readonly l1ChainId: number
  /** CanonicalTransactionChain. */
  readonly verifyingContract: Address
}
