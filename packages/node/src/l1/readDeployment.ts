import type { L1Client } from '@mvm/l1'
import {
  type Address,
  type ContractName,
  contractArtifact,
  type Hex,
  type L1Contracts,
} from '@mvm/protocol'
import type { RollupRules } from '@mvm/sequencer'
import { Interface } from 'ethers'
import { ConfigurationError } from '../error/ConfigurationError.ts'

/** What a deployment of the L1 contracts fixed, read from the contracts themselves. */
export interface Deployment {
  readonly l1ChainId: number
  readonly contracts: L1Contracts
  readonly rules: RollupRules
  /** MT per ETH × 10^6 before a DAC's first batch. */
  readonly initialFeeScalar: bigint
}

/** Reads a deployment's parameters. Throws {@link ConfigurationError} where the contracts do not stand. */
export async function readDeployment(
  client: L1Client,
  contracts: L1Contracts,
  signal: AbortSignal,
): Promise<Deployment> {
  const ctc = contracts.canonicalTransactionChain
  const names = ['forcedInclusionDelay', 'maxOriginAge', 'blocksPerL1Block', 'initialFeeScalar']
  const [l1ChainId, results] = await Promise.all([
    client.chainId({ signal }),
    client.calls(
      names.map((name) => ({ to: ctc, data: encodeCall('CanonicalTransactionChain', name) })),
      'latest',
      { signal },
    ),
  ])
  if (results.includes('0x')) {
    throw new ConfigurationError({
      option: '--l1-contracts',
      problem: `chain ${l1ChainId} has no CanonicalTransactionChain at ${ctc}`,
      remedy: 'Give the file of a deployment on the L1 that --l1-url leads to.',
    })
  }
  const [forcedInclusionDelay, maxOriginAge, blocksPerL1Block, initialFeeScalar] =
    results.map(BigInt)
  return {
    l1ChainId,
    contracts,
    rules: {
      forcedInclusionDelay: Number(forcedInclusionDelay),
      maxOriginAge: Number(maxOriginAge),
      blocksPerL1Block: Number(blocksPerL1Block),
    },
    initialFeeScalar: initialFeeScalar as bigint,
  }
}

/** Seconds of a DAC's dispute window. */
export async function readWindowSeconds(
  client: L1Client,
  stateCommitmentChain: Address,
  chainId: number,
  signal: AbortSignal,
): Promise<number> {
  const scc = new Interface(contractArtifact('StateCommitmentChain').abi)
  const data = scc.encodeFunctionData('stateTip', [chainId]) as Hex
  const result = await client.call({ to: stateCommitmentChain, data }, 'latest', { signal })
  const [tip] = scc.decodeFunctionResult('stateTip', result)
  return Number(tip.window)
}

function encodeCall(contract: ContractName, method: string): Hex {
  return new Interface(contractArtifact(contract).abi).encodeFunctionData(method) as Hex
}
