// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Executes any one step of any block on L1, the charter's permission included.
interface IMVM_ExecutionManager {
    error UnknownModule(uint256 moduleId);
    /// @notice A module's address holds no code.
    error ModuleWithoutCode(address module);
    /// @notice A module returned something else than one word.
    error WrongAnswer(uint256 moduleId, uint256 length);

    /// @notice The state after the one that `preHash` commits to.
    /// @dev A pure function of its arguments: who calls, and when, makes no difference. Reverts when the module is
    /// not the step's, when the tape is not, and when gas runs out; there is no wrong answer.
    /// @param position In the block's trace, 0 … 2^38 - 1.
    /// @param moduleId The module that the step belongs to; it checks that itself.
    function step(bytes32 preHash, uint256 position, uint256 moduleId, bytes calldata tape)
        external
        view
        returns (bytes32 postHash);

    /// @notice The contract that takes a module's steps.
    function module(uint256 moduleId) external view returns (address);

    function moduleCount() external view returns (uint256);
}
