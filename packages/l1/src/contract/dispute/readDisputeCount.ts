import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** Disputes ever opened, over all chains: they are numbered from 0. */
export async function readDisputeCount(source: ContractSource): Promise<number> {
  const [count] = await callContracts(source, [
    { contract: 'DisputeGame', method: 'disputeCount', args: [] },
  ])
  return Number(count?.[0])
}
