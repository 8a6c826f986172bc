import type { Address } from '../account/Address.ts'

/** Where one deployment of the L1 contracts lives (spec 3). */
export interface L1Contracts {
  readonly metisToken: Address
  readonly comCo: Address
  readonly dacManager: Address
  readonly canonicalTransactionChain: Address
  readonly stateCommitmentChain: Address
  readonly epochSeeds: Address
  readonly sequencerPool: Address
  readonly l1StandardBridge: Address
  readonly rangerPool: Address
  readonly disputeGame: Address
  readonly executionManager: Address
  /** L1 block of the first creation: no event of the deployment is older. */
  readonly deploymentBlock: number
}
