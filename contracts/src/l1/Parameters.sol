// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What a deployment fixes for good: strict values on a public L1, faster ones on a devnet.
/// @param epochLength L1 blocks.
/// @param seedDepth L1 blocks from the source of an epoch's seed to the epoch's start.
/// @param takeoverBlocks L1 blocks without a batch after which each further backup may post.
/// @param forcedInclusionDelay L1 blocks after which an element must be consumed, and after which anyone
/// who allocates the threshold may assert.
/// @param maxOriginAge L1 blocks that a batch's origin may lie back.
/// @param blocksPerL1Block L2 blocks that a batch may hold for each L1 block since the origin before.
/// @param devWindowSeconds The window of profile dev; zero refuses the profile.
/// @param unlockDelaySeconds How long an allocation stays locked after its last post, and a ranger's bond
/// after its leaving.
/// @param initialFeeScalar MT per ETH × 10^6 before a DAC's first batch.
/// @param entryStake Wei of MT that a member of the sequencer pool must stake.
/// @param minThreshold Wei of MT below which no allocation is eligible.
/// @param thresholdBasisPoints Part of a DAC's MT escrow that an eligible allocation reaches, of 10,000.
/// @param minEligible Allocations that must reach the threshold after a deposit of MT.
/// @param producerBond Wei of MT that a producer deposits.
/// @param creationBurn Wei of MT that `createDAC` burns.
/// @param segmentLength L2 blocks of a segment, which has checkers of its own.
/// @param checkersFloor Checkers of a segment, however small the DAC's escrow.
/// @param checkersCap Checkers of a segment, however large the DAC's escrow.
/// @param minRevealDelay L1 blocks from a challenger's commitment to the earliest opening of its dispute.
/// @param maxRevealDelay L1 blocks from a challenger's commitment to the latest opening of its dispute.
/// @param rangerBond Wei of MT that a ranger locks.
/// @param disputeBond Wei of ETH that each side of a dispute locks.
/// @param disputeClockSeconds Time that each side of a game has for its moves.
/// @param disputeExtensionSeconds Time that a side whose turn begins has at least.
struct Parameters {
    uint64 epochLength;
    uint64 seedDepth;
    uint64 takeoverBlocks;
    uint64 forcedInclusionDelay;
    uint64 maxOriginAge;
    uint64 blocksPerL1Block;
    uint64 devWindowSeconds;
    uint64 unlockDelaySeconds;
    uint64 initialFeeScalar;
    uint128 entryStake;
    uint128 minThreshold;
    uint64 thresholdBasisPoints;
    uint64 minEligible;
    uint128 producerBond;
    uint128 creationBurn;
    uint64 segmentLength;
    uint64 checkersFloor;
    uint64 checkersCap;
    uint64 minRevealDelay;
    uint64 maxRevealDelay;
    uint128 rangerBond;
    uint96 disputeBond;
    uint64 disputeClockSeconds;
    uint64 disputeExtensionSeconds;
}
