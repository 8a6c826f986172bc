import type { DeploymentParameters } from './DeploymentParameters.ts'

const MT = 10n ** 18n
const GWEI = 10n ** 9n
/** One step of 12M (spec 4.4), and 3M for the opening and the moves that lead to it. */
const WORST_HONEST_DISPUTE_GAS = 15_000_000n

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
  segmentLength: 64,
  checkersFloor: 4,
  checkersCap: 64,
  minRevealDelay: 1,
  maxRevealDelay: 50,
  rangerBond: 2_000n * MT,
  disputeBond: 3n * WORST_HONEST_DISPUTE_GAS * 200n * GWEI,
  disputeClockSeconds: 84 * 3_600,
  disputeExtensionSeconds: 3 * 3_600,
}
