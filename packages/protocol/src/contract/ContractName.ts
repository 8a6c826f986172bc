import { stepModules } from './stepModules.ts'

/** The contracts that the system deploys or calls; each has an artifact after `scripts/contracts/build.ts`. */
export const contractNames = [
  'MetisToken',
  'ComCo',
  'DACManager',
  'CanonicalTransactionChain',
  'StateCommitmentChain',
  'EpochSeeds',
  'SequencerPool',
  'L1StandardBridge',
  'RangerPool',
  'DisputeGame',
  'MetisDAOTimelock',
  'MetisDAO',
  'MVM_ExecutionManager',
  ...stepModules,
  'MVM_DACMaster',
  'MVM_Coinbase',
  'FeeVault',
  'MVM_L1Block',
  'L2ToL1MessagePasser',
  'L2StandardBridge',
] as const

export type ContractName = (typeof contractNames)[number]
