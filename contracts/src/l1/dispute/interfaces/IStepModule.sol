// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Takes some of the machine's steps; which, its number in the table of the execution manager says.
interface IStepModule {
    /// @notice The step belongs to another module.
    error ForeignStep(uint256 kind, uint256 opcode);

    /// @notice The commitment to the state after the one that `preHash` commits to.
    /// @dev Reverts on a tape that is not the step's. Never gives two answers for one `preHash`.
    /// @param position In the block's trace: some kinds move only at some positions.
    /// @param tape The state's preimage and what the step reads.
    function step(bytes32 preHash, uint256 position, bytes calldata tape)
        external
        view
        returns (bytes32 postHash);
}
