/** Bounds of the number of checkers that a segment has. */
export interface CheckerBounds {
  readonly floor: number
  readonly cap: number
}

const MT = 10n ** 18n
/** 2^(25/34) × 2^80. 1.36 = 34/25: one more checker is due each time that the escrow has grown by this factor. */
const GROWTH = 2_012_543_323_870_421_704_014_207n

/**
 * Checkers of a segment of a DAC with this escrow, in wei of MT: ⌈1.36 · log2(escrow / 1 MT)⌉ within the bounds
 * (spec 5.3). To the unit what `DutyDraw.sol` computes.
 */
export function checkerCount(escrow: bigint, { floor, cap }: CheckerBounds): number {
  // Greatest escrow that `count` checkers are enough for, × 2^64.
  let enough = MT << 64n
  let count = 0
  while (count < cap && (count < floor || enough < escrow << 64n)) {
    enough = (enough * GROWTH) >> 80n
    count++
  }
  return count
}
