// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What this chain knows of L1: the origin of the current block's batch, and the batch's fee scalar.
///
/// @dev Execution writes slots 0 to 4, in the order of the functions below, at the beginning of each block.
/// There is no setter. The functions answer as those of the OP Stack's L1Block do.
interface IMVM_L1Block {
    /// @notice Number of the origin, an L1 block.
    function number() external view returns (uint256);

    /// @notice Timestamp of the origin, in seconds.
    function timestamp() external view returns (uint256);

    /// @notice Hash of the origin.
    function hash() external view returns (bytes32);

    /// @notice Base fee of the origin, in wei of ETH per gas.
    function basefee() external view returns (uint256);

    /// @notice MT per ETH × 10^6, by which the L1 data fee is reckoned.
    function feeScalar() external view returns (uint256);
}
