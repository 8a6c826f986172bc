import { type ContractSource, callContracts, type EpochClock, startOfEpoch } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { BondHistory } from './BondHistory.ts'
import { openCommittee } from './openCommittee.ts'

export interface OpenCommitteeQuestion {
  readonly chainId: number
  readonly epoch: number
  readonly clock: EpochClock
  /** L1 blocks that others have to join whoever allocates first, and then for L1 to settle. */
  readonly settlingBlocks: number
  readonly headNumber: number
  /** Of the DAC. */
  readonly bonds: BondHistory
}

/** The {@link openCommittee} of an epoch as L1 shows it; empty as long as it may still change. */
export async function readOpenCommittee(
  source: ContractSource,
  question: OpenCommitteeQuestion,
): Promise<readonly Address[]> {
  const { chainId, bonds, epoch, clock, settlingBlocks, headNumber } = question
  const [[terms, seed], changes] = await Promise.all([
    callContracts(source, [
      { contract: 'SequencerPool', method: 'minThreshold', args: [] },
      { contract: 'EpochSeeds', method: 'seed', args: [epoch] },
    ]),
    bonds.changes(source, headNumber),
  ])
  const found = openCommittee(
    {
      ...{ chainId, seed: seed?.[0], minThreshold: terms?.[0] },
      firstL1Block: startOfEpoch(clock, epoch),
      joiningBlocks: settlingBlocks,
    },
    changes,
  )
  const isSettled = found !== undefined && found.takenAtL1Block + settlingBlocks <= headNumber
  return isSettled ? found.members : []
}
