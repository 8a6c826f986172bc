import type { DeploymentParameters } from './DeploymentParameters.ts'

const MT = 10n ** 18n

/** Parameters of a devnet, whose L1 blocks are 1 s apart. */
export const devParameters: DeploymentParameters = {
  epochLength: 20,
  seedDepth: 4,
  takeoverBlocks: 5,
  forcedInclusionDelay: 15,
  maxOriginAge: 200,
  blocksPerL1Block: 120,
  devWindowSeconds: 120,
  unlockDelaySeconds: 30,
  initialFeeScalar: 100_000_000n,
  entryStake: 10n * MT,
  minThreshold: 10n * MT,
  thresholdBasisPoints: 100,
  minEligible: 1,
  producerBond: MT,
  creationBurn: 0n,
  segmentLength: 16,
  checkersFloor: 2,
  checkersCap: 2,
  minRevealDelay: 1,
  maxRevealDelay: 50,
  rangerBond: 10n * MT,
  disputeBond: 10n ** 17n,
  disputeClockSeconds: 60,
  disputeExtensionSeconds: 5,
}
