import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What a deployment fixed about epochs; all in L1 blocks. */
export interface EpochClock {
  readonly epochLength: number
  /** Where epoch 0 starts. */
  readonly deploymentBlock: number
  /** From the source of an epoch's seed to the epoch's start. */
  readonly seedDepth: number
  /** Without a batch, until each further backup may post. */
  readonly takeoverBlocks: number
}

/** It never changes. */
export async function readEpochClock(source: ContractSource): Promise<EpochClock> {
  const seeds = (method: string) => ({ contract: 'EpochSeeds', method, args: [] }) as const
  const [epochLength, deploymentBlock, seedDepth, takeoverBlocks] = await callContracts(source, [
    seeds('epochLength'),
    seeds('deploymentBlock'),
    seeds('seedDepth'),
    { contract: 'SequencerPool', method: 'takeoverBlocks', args: [] },
  ])
  return {
    epochLength: Number(epochLength?.[0]),
    deploymentBlock: Number(deploymentBlock?.[0]),
    seedDepth: Number(seedDepth?.[0]),
    takeoverBlocks: Number(takeoverBlocks?.[0]),
  }
}
