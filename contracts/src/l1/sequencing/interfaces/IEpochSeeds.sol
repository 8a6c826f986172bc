// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Epochs, counted in L1 blocks from the deployment, and the random seed of each.
///
/// @dev The seed of epoch 0 is the hash of the L1 block before the deployment. That of epoch e is
/// keccak(PREVRANDAO, e) of L1 block startOf(e) − seedDepth, if anyone records it before startOf(e); if
/// nobody does, it is keccak(seed(e − 1), e), for good. So whoever knows the seed of an epoch before
/// startOf(e) knows the only one that can be recorded, and may only choose between it and the fallback.
interface IEpochSeeds {
    error ParameterOutOfRange(uint256 value);
    /// @notice Neither recorded nor its start reached.
    error SeedUnknown(uint256 epoch);
    error SeedAlreadyRecorded(uint256 epoch);
    /// @notice A seed is recorded in the L1 blocks after its source and before its epoch's start.
    error RecordingClosed(uint256 epoch, uint256 firstBlock, uint256 endBlock);
    /// @notice The header is not that of the L1 block that the rule names.
    error HeaderMismatch(uint256 l1BlockNumber, bytes32 expectedHash, bytes32 hash);
    /// @notice The header does not hold 32 bytes of PREVRANDAO as its field 13.
    error MalformedHeader();

    /// @notice When the seed of an epoch is recorded, from L1 or, by `settle`, from the one before.
    event SeedRecorded(uint256 indexed epoch, bytes32 seed);

    /// @notice L1 blocks.
    function epochLength() external view returns (uint256);

    function deploymentBlock() external view returns (uint256);

    /// @notice L1 blocks from the source of an epoch's seed to the epoch's start.
    function seedDepth() external view returns (uint256);

    function currentEpoch() external view returns (uint256);

    /// @notice Epoch of an L1 block; 0 for one before the deployment.
    function epochAt(uint256 l1BlockNumber) external view returns (uint256);

    function startOf(uint256 epoch) external view returns (uint256 l1BlockNumber);

    /// @notice Whether an epoch's seed is recorded, or its start is reached, so that it can only be one.
    function isKnown(uint256 epoch) external view returns (bool);

    /// @notice An epoch's seed. Costs some 150 gas for each epoch since the last recorded one before it.
    function seed(uint256 epoch) external view returns (bytes32);

    /// @notice Records an epoch's seed from the header of its source block.
    /// @param headerRlp The header of L1 block startOf(epoch) − seedDepth, as its hash is taken of.
    function record(uint256 epoch, bytes calldata headerRlp) external;

    /// @notice Stores the seed of a begun epoch for which none was recorded, so that reading a later one costs
    /// less: settles a long gap in steps of any size. Does nothing if a seed at or after it is stored.
    function settle(uint256 epoch) external;
}
