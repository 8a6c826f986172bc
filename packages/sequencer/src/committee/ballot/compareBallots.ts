import type { Ballot } from './Ballot.ts'

/** Negative, zero or positive, as `a` is below, the same as, or above `b`. */
export function compareBallots(a: Ballot, b: Ballot): number {
  return a.epoch === b.epoch ? a.round - b.round : a.epoch - b.epoch
}
