import type { EpochClock } from './readEpochClock.ts'

/** First L1 block of an epoch. */
export function startOfEpoch(
  { deploymentBlock, epochLength }: Pick<EpochClock, 'deploymentBlock' | 'epochLength'>,
  epoch: number,
): number {
  return deploymentBlock + epoch * epochLength
}
