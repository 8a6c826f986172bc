// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What a deployment fixes for good: strict values on a public L1, faster ones on a devnet.
/// @param epochLength L1 blocks.
/// @param forcedInclusionDelay L1 blocks after which an element must be consumed, and after which anyone
/// who allocates the threshold may assert.
/// @param maxOriginAge L1 blocks that a batch's origin may lie back.
/// @param blocksPerL1Block L2 blocks that a batch may hold for each L1 block since the origin before.
/// @param devWindowSeconds The window of profile dev; zero refuses the profile.
/// @param unlockDelaySeconds How long an allocation stays locked after its last post.
/// @param initialFeeScalar MT per ETH × 10^6 before a DAC's first batch.
/// @param entryStake Wei of MT that a member of the sequencer pool must stake.
/// @param minThreshold Wei of MT below which no allocation is eligible.
/// @param creationBurn Wei of MT that `createDAC` burns.
struct Parameters {
    uint64 epochLength;
    uint64 forcedInclusionDelay;
    uint64 maxOriginAge;
    uint64 blocksPerL1Block;
    uint64 devWindowSeconds;
    uint64 unlockDelaySeconds;
    uint64 initialFeeScalar;
    uint128 entryStake;
    uint128 minThreshold;
    uint128 creationBurn;
}
