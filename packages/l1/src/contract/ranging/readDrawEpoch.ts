import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** When a state batch's checkers are drawn. */
export interface DrawEpoch {
  readonly epoch: number
  /** First L1 block of that epoch, from which on the seed is certainly known. */
  readonly l1BlockNumber: number
}

/** Throws {@link ContractRevertError} `UnknownStateBatch`, and `NothingToCheck` for block 0. */
export async function readDrawEpoch(
  source: ContractSource,
  chainId: number,
  stateBatchIndex: number,
): Promise<DrawEpoch> {
  const [epoch] = await callContracts(source, [
    { contract: 'RangerPool', method: 'drawEpoch', args: [chainId, stateBatchIndex] },
  ])
  const [start] = await callContracts(source, [
    { contract: 'EpochSeeds', method: 'startOf', args: [epoch?.[0]] },
  ])
  return { epoch: Number(epoch?.[0]), l1BlockNumber: Number(start?.[0]) }
}
