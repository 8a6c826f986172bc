import type { Hash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'

export interface MemberDraw {
  /** Of the second epoch after that in which the state batch was appended. */
  readonly seed: Hash<'epoch seed'>
  readonly chainId: number
  readonly stateBatchIndex: number
  /** Counted from 0 within the state batch. */
  readonly segment: number
  /** Members to draw from. */
  readonly memberCount: number
  /** Members to draw. */
  readonly count: number
}

/**
 * Places, in the list of members, of those who check a segment: `count` different ones, or all if there are fewer
 * (spec 5.3). The first steps of a Fisher–Yates shuffle, so that the draw of fewer is the beginning of the draw of
 * more; to the letter what `DutyDraw.sol` does.
 */
export function pickMembers({
  seed,
  chainId,
  stateBatchIndex,
  segment,
  memberCount,
  count,
}: MemberDraw): number[] {
  const base = hashWords(seed, chainId, stateBatchIndex, segment)
  const moved = new Map<number, number>()
  const places: number[] = []
  for (let i = 0; i < Math.min(count, memberCount); i++) {
    const j = i + Number(BigInt(hashWords(base, i)) % BigInt(memberCount - i))
    places.push(moved.get(j) ?? j)
    moved.set(j, moved.get(i) ?? i)
  }
  return places
}
