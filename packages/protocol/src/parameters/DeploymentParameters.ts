/** What a deployment of the L1 contracts fixes for good: the struct `Parameters` of `contracts/src/l1`. */
export interface DeploymentParameters {
  /** L1 blocks. */
  readonly epochLength: number
  /** L1 blocks from the source of an epoch's seed to the epoch's start. */
  readonly seedDepth: number
  /** L1 blocks without a batch after which each further backup may post. */
  readonly takeoverBlocks: number
  /** L1 blocks after which a queue element must be consumed, and after which anyone may assert. */
  readonly forcedInclusionDelay: number
  /** L1 blocks that a batch's origin may lie back. */
  readonly maxOriginAge: number
  /** L2 blocks that a batch may hold for each L1 block since the origin before. */
  readonly blocksPerL1Block: number
  /** Seconds of the window of profile dev; 0 refuses the profile. */
  readonly devWindowSeconds: number
  /** Seconds that an allocation stays locked after its last post, and a ranger's bond after its leaving. */
  readonly unlockDelaySeconds: number
  /** MT per ETH × 10^6 before a DAC's first batch. */
  readonly initialFeeScalar: bigint
  /** Wei of MT that a member of the sequencer pool must stake. */
  readonly entryStake: bigint
  /** Wei of MT below which no allocation is eligible. */
  readonly minThreshold: bigint
  /** Part of a DAC's MT escrow that an eligible allocation reaches, of 10,000. */
  readonly thresholdBasisPoints: number
  /** Allocations that must reach the threshold after a deposit of MT. */
  readonly minEligible: number
  /** Wei of MT that a producer deposits. */
  readonly producerBond: bigint
  /** Wei of MT that `createDAC` burns. */
  readonly creationBurn: bigint
  /** L2 blocks of a segment, which has checkers of its own. */
  readonly segmentLength: number
  /** Checkers of a segment, however small the DAC's escrow. */
  readonly checkersFloor: number
  /** Checkers of a segment, however large the DAC's escrow; at most 64. */
  readonly checkersCap: number
  /** L1 blocks from a challenger's commitment to the earliest opening of its dispute. */
  readonly minRevealDelay: number
  /** L1 blocks from a challenger's commitment to the latest opening of its dispute. */
  readonly maxRevealDelay: number
  /** Wei of MT that a ranger locks. */
  readonly rangerBond: bigint
  /** Wei of ETH that each side of a dispute locks. */
  readonly disputeBond: bigint
  /** Time that each side of a game has for its moves. */
  readonly disputeClockSeconds: number
  /** Time that a side whose turn begins has at least. */
  readonly disputeExtensionSeconds: number
}
