import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** Whether an epoch's seed is recorded, or its start is reached, so that its sequencers can be drawn. */
export async function readSeedKnown(source: ContractSource, epoch: number): Promise<boolean> {
  const [isKnown] = await callContracts(source, [
    { contract: 'EpochSeeds', method: 'isKnown', args: [epoch] },
  ])
  return isKnown?.[0]
}
