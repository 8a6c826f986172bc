import type { Address, ContractName, L1Contracts } from '@mvm/protocol'

const FIELDS: Partial<Record<ContractName, Exclude<keyof L1Contracts, 'deploymentBlock'>>> = {
  MetisToken: 'metisToken',
  ComCo: 'comCo',
  DACManager: 'dacManager',
  CanonicalTransactionChain: 'canonicalTransactionChain',
  StateCommitmentChain: 'stateCommitmentChain',
  EpochSeeds: 'epochSeeds',
  SequencerPool: 'sequencerPool',
  L1StandardBridge: 'l1StandardBridge',
  RangerPool: 'rangerPool',
  DisputeGame: 'disputeGame',
}

/** Where a deployment has a contract. Throws a RangeError for one that is not on L1. */
export function contractAddress(contracts: L1Contracts, name: ContractName): Address {
  const field = FIELDS[name]
  if (field === undefined) throw new RangeError(`${name} is not an L1 contract`)
  return contracts[field]
}
