// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What StateCommitmentChain asks of the contract that may delete state batches.
interface IDisputeGame {
    /// @notice Least state batch of a chain on which a game is open; the greatest number if there is none.
    function earliestDisputed(uint256 chainId) external view returns (uint256 stateBatchIndex);
}
