import type { StorageUnit } from '@mvm/storage'

const SEALS = 'committee/seal/'

/** What a DAC's committee keeps among a storage unit's named records. */
export const committeeRecords = {
  /** The member's vote, of which there is one. */
  voteName: 'committee/vote',

  sealName(blockNumber: number): string {
    return `${SEALS}${String(blockNumber).padStart(16, '0')}`
  },

  /** The records of the seals of all blocks below one. */
  async sealNamesBelow(unit: StorageUnit, blockNumber: number): Promise<readonly string[]> {
    const limit = committeeRecords.sealName(blockNumber)
    return [...(await unit.records(SEALS)).keys()].filter((name) => name < limit)
  },
} as const
