import type { L1Origin } from '@mvm/protocol'
import type { L1View } from '../port/L1ViewPort.ts'
import type { RollupRules } from './RollupRules.ts'

export interface OriginChoice {
  /** How many L1 blocks the origin should lie behind the head: 0 on a devnet, at least 4 on a public L1. */
  readonly originDepth: number
  /** L1 blocks that have probably appeared since the view's head. */
  readonly missedL1Blocks: number
}

/**
 * The L1 block for the next batch, never below the previous batch's origin and never one that would be too
 * old before the batch is on L1. `undefined`: wait for L1.
 */
export function chooseOrigin(
  view: Pick<L1View, 'head' | 'block'>,
  previousOriginNumber: number,
  { maxOriginAge }: RollupRules,
  { originDepth, missedL1Blocks }: OriginChoice,
): L1Origin | undefined {
  const wanted = Math.max(view.head.number - originDepth, previousOriginNumber)
  const age = view.head.number + missedL1Blocks - wanted
  if (isTooOldToOpen(age, maxOriginAge)) return undefined
  return view.block(wanted)
}

/** A quarter of the age is left for filling the batch and getting it onto L1. */
function isTooOldToOpen(age: number, maxOriginAge: number): boolean {
  return age > (maxOriginAge * 3) / 4
}
