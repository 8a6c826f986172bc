import type { EpochClock } from './readEpochClock.ts'

/** Epoch of an L1 block; 0 for one before the deployment. */
export function epochAt(
  { deploymentBlock, epochLength }: Pick<EpochClock, 'deploymentBlock' | 'epochLength'>,
  l1BlockNumber: number,
): number {
  return Math.max(0, Math.floor((l1BlockNumber - deploymentBlock) / epochLength))
}
