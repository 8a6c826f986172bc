import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

const NONE = 2n ** 256n - 1n

/** The least state batch of a DAC on which a dispute is open: it and all later ones wait. `null` if none is. */
export async function readEarliestDisputed(
  source: ContractSource,
  chainId: number,
): Promise<number | null> {
  const [index] = await callContracts(source, [
    { contract: 'DisputeGame', method: 'earliestDisputed', args: [chainId] },
  ])
  return index?.[0] === NONE ? null : Number(index?.[0])
}
