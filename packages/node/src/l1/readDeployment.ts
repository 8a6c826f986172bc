import {
  contractAddress,
  type EpochClock,
  encodeContractCall,
  type L1Client,
  readEpochClock,
} from '@mvm/l1'
import { type DacProfile, dacProfiles, type L1Contracts } from '@mvm/protocol'
import type { RollupRules } from '@mvm/sequencer'
import { ConfigurationError } from '../error/ConfigurationError.ts'

/** What a deployment of the L1 contracts fixed, read from the contracts themselves. */
export interface Deployment {
  readonly l1ChainId: number
  readonly contracts: L1Contracts
  readonly rules: RollupRules
  readonly epochs: EpochClock
  /** MT per ETH × 10^6 before a DAC's first batch. */
  readonly initialFeeScalar: bigint
  /** Seconds of a DAC's dispute window; 0 for a profile that the deployment refuses. */
  readonly windowSeconds: Readonly<Record<DacProfile, number>>
}

const QUESTIONS = [
  { contract: 'CanonicalTransactionChain', method: 'forcedInclusionDelay', args: [] },
  { contract: 'CanonicalTransactionChain', method: 'maxOriginAge', args: [] },
  { contract: 'CanonicalTransactionChain', method: 'blocksPerL1Block', args: [] },
  { contract: 'CanonicalTransactionChain', method: 'initialFeeScalar', args: [] },
  { contract: 'ComCo', method: 'windowOf', args: [dacProfiles.indexOf('strict')] },
  { contract: 'ComCo', method: 'windowOf', args: [dacProfiles.indexOf('ranger')] },
  // `windowOf` reverts where the profile is refused.
  { contract: 'ComCo', method: 'devWindow', args: [] },
] as const

/** Reads a deployment's parameters. Throws {@link ConfigurationError} where the contracts do not stand. */
export async function readDeployment(
  client: L1Client,
  contracts: L1Contracts,
  signal: AbortSignal,
): Promise<Deployment> {
  const requests = QUESTIONS.map(({ contract, method, args }) => ({
    to: contractAddress(contracts, contract),
    data: encodeContractCall(contract, method, args),
  }))
  const [l1ChainId, results] = await Promise.all([
    client.chainId({ signal }),
    client.calls(requests, 'latest', { signal }),
  ])
  const missing = results.indexOf('0x')
  if (missing >= 0) {
    throw new ConfigurationError({
      option: '--l1-contracts',
      problem: `chain ${l1ChainId} has no ${QUESTIONS[missing]?.contract} at ${requests[missing]?.to}`,
      remedy: 'Give the file of a deployment on the L1 that --l1-url leads to.',
    })
  }
  const [forcedInclusionDelay, maxOriginAge, blocksPerL1Block, initialFeeScalar, ...windows] =
    results.map(BigInt)
  const [strict, ranger, dev] = windows.map(Number)
  return {
    l1ChainId,
    contracts,
    rules: {
      forcedInclusionDelay: Number(forcedInclusionDelay),
      maxOriginAge: Number(maxOriginAge),
      blocksPerL1Block: Number(blocksPerL1Block),
    },
    epochs: await readEpochClock({ client, contracts, signal }),
    initialFeeScalar: initialFeeScalar as bigint,
    windowSeconds: { strict: strict ?? 0, ranger: ranger ?? 0, dev: dev ?? 0 },
  }
}
