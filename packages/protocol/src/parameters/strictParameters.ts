import type { DeploymentParameters } from './DeploymentParameters.ts'

const MT = 10n ** 18n

/** Parameters on a public L1, whose blocks are 12 s apart. */
export const strictParameters: DeploymentParameters = {
  epochLength: 100,
  seedDepth: 36,
  takeoverBlocks: 50,
  forcedInclusionDelay: 300,
  maxOriginAge: 3_600,
  blocksPerL1Block: 12,
  devWindowSeconds: 0,
  unlockDelaySeconds: 17 * 24 * 3_600,
  initialFeeScalar: 100_000_000n,
  entryStake: 20_000n * MT,
  minThreshold: 100n * MT,
  thresholdBasisPoints: 100,
  minEligible: 4,
  producerBond: 100n * MT,
  creationBurn: 10n * MT,
}
