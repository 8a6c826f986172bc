import { type Position, TRACE_BITS } from '../trace/position.ts'

/** Picks after which one step is left (spec 4.1). */
export const ROUNDS = 7
const PART_BITS = 6

/** Into how many parts the segment of a round is cut: 64, and 4 in the last. */
export function partsOf(round: number): number {
  return 2 ** partBits(round)
}

/** Steps of each part of a round. */
export function partLength(round: number): number {
  return 2 ** (TRACE_BITS - PART_BITS * round - partBits(round))
}

/** Steps of the segment that a round is about: 2^38 in the first, 1 when all picks are made. */
export function segmentLength(round: number): number {
  return round >= ROUNDS ? 1 : partsOf(round) * partLength(round)
}

/** Where the states lie that an asserter posts for a segment which begins at a position. */
export function cutPositions(position: Position, round: number): Position[] {
  const length = partLength(round)
  return Array.from({ length: partsOf(round) - 1 }, (_, i) => position + (i + 1) * length)
}

function partBits(round: number): number {
  return Math.min(PART_BITS, TRACE_BITS - PART_BITS * round)
}
