import {
  type Address,
  asAddress,
  type ContractName,
  contractArtifact,
  type DeploymentParameters,
  type GovernanceParameters,
  type Hex,
  type L1Contracts,
  stepModules,
} from '@mvm/protocol'
import { getCreateAddress, Interface } from 'ethers'

/** The addresses of a deployment, without the block in which it began. */
export type ContractAddresses = Omit<L1Contracts, 'deploymentBlock'>

/** One contract to be created. */
export interface Creation {
  readonly contract: ContractName
  readonly nonce: number
  readonly address: Address
  /** Creation code with its arguments. */
  readonly data: Hex
}

export interface DeploymentPlan {
  readonly addresses: ContractAddresses
  readonly creations: readonly Creation[]
}

/**
 * All creations of a deployment, in order. The contracts name one another in their constructors, so each address is
 * computed beforehand from the deployer's nonce. ComCo comes after all that its constructor calls, and MetisDAO, whom
 * nobody calls, after it, and the machine of disputes last.
 */
export function deploymentPlan({
  deployer,
  firstNonce,
  parameters,
  metisSupply,
  governance,
}: {
  readonly deployer: Address
  readonly firstNonce: number
  readonly parameters: DeploymentParameters
  readonly metisSupply: bigint
  readonly governance: GovernanceParameters
}): DeploymentPlan {
  const at = (position: number) =>
    asAddress(getCreateAddress({ from: deployer, nonce: firstNonce + position }))
  const metisDAOTimelock = at(10)
  const metisDAO = at(11)
  const modules = stepModules.map((_, id) => at(12 + id))
  const addresses: ContractAddresses = {
    metisToken: at(0),
    dacManager: at(1),
    epochSeeds: at(2),
    sequencerPool: at(3),
    canonicalTransactionChain: at(4),
    stateCommitmentChain: at(5),
    l1StandardBridge: at(6),
    rangerPool: at(7),
    disputeGame: at(8),
    comCo: at(9),
    executionManager: at(12 + stepModules.length),
  }
  const {
    metisToken,
    dacManager,
    epochSeeds,
    sequencerPool,
    canonicalTransactionChain,
    stateCommitmentChain,
    l1StandardBridge,
    rangerPool,
    disputeGame,
    comCo,
    executionManager,
  } = addresses
  const constructorArguments: readonly (readonly [ContractName, readonly unknown[]])[] = [
    ['MetisToken', [deployer, metisSupply]],
    ['DACManager', [comCo]],
    ['EpochSeeds', [parameters]],
    [
      'SequencerPool',
      [
        parameters,
        metisToken,
        epochSeeds,
        canonicalTransactionChain,
        stateCommitmentChain,
        l1StandardBridge,
        disputeGame,
      ],
    ],
    ['CanonicalTransactionChain', [parameters, comCo, l1StandardBridge, sequencerPool]],
    [
      'StateCommitmentChain',
      [parameters, comCo, canonicalTransactionChain, sequencerPool, disputeGame],
    ],
    [
      'L1StandardBridge',
      [metisToken, canonicalTransactionChain, stateCommitmentChain, sequencerPool],
    ],
    [
      'RangerPool',
      [
        parameters,
        metisToken,
        dacManager,
        canonicalTransactionChain,
        stateCommitmentChain,
        l1StandardBridge,
        epochSeeds,
        disputeGame,
      ],
    ],
    [
      'DisputeGame',
      [
        parameters,
        metisToken,
        canonicalTransactionChain,
        stateCommitmentChain,
        sequencerPool,
        rangerPool,
        executionManager,
      ],
    ],
    [
      'ComCo',
      [
        parameters,
        metisToken,
        dacManager,
        canonicalTransactionChain,
        stateCommitmentChain,
        rangerPool,
        metisDAOTimelock,
      ],
    ],
    ['MetisDAOTimelock', [governance, metisDAO]],
    ['MetisDAO', [governance, metisToken, metisDAOTimelock, comCo]],
    ...stepModules.map((module) => [module, []] as const),
    // Its table names modules that are there.
    ['MVM_ExecutionManager', [modules]],
  ]
  const creations = constructorArguments.map(([contract, values], position) => ({
    contract,
    nonce: firstNonce + position,
    address: at(position),
    data: creationCode(contract, values),
  }))
  return { addresses, creations }
}

function creationCode(contract: ContractName, values: readonly unknown[]): Hex {
  const { abi, bytecode } = contractArtifact(contract)
  return `${bytecode}${new Interface(abi).encodeDeploy(values).slice(2)}` as Hex
}
