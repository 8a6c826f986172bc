import type { Address } from '../account/Address.ts'
import type { Hash } from '../hash/Hash.ts'
import { pickMembers } from './pickMembers.ts'

/** All that decides who checks a state batch (spec 5.3). */
export interface DutyDraw {
  readonly seed: Hash<'epoch seed'>
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly segmentCount: number
  /** Drawn for each segment, if there are as many members. */
  readonly checkers: number
  /** As they were before the first L1 block of the epoch after that in which the state batch was appended. */
  readonly members: readonly Address[]
}

/** Who checks each segment of a state batch: the pure half of `RangerPool.duties`. */
export function drawDuties({
  seed,
  chainId,
  stateBatchIndex,
  segmentCount,
  checkers,
  members,
}: DutyDraw): Address[][] {
  return Array.from({ length: segmentCount }, (_, segment) =>
    pickMembers({
      seed,
      chainId,
      stateBatchIndex,
      segment,
      memberCount: members.length,
      count: checkers,
    }).map((place) => members[place] as Address),
  )
}
