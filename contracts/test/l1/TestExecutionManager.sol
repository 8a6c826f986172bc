// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMVM_ExecutionManager} from "../../src/l1/dispute/interfaces/IMVM_ExecutionManager.sol";

/// @notice An execution manager whose machine is a hash: what a game is about makes no difference to its rules.
/// @dev Module 0 takes every step, with an empty tape; any other call reverts.
contract TestExecutionManager is IMVM_ExecutionManager {
    error Refused();

    function step(bytes32 preHash, uint256 position, uint256 moduleId, bytes calldata tape)
        external
        pure
        returns (bytes32)
    {
        require(moduleId == 0 && tape.length == 0, Refused());
        return keccak256(abi.encode(preHash, position));
    }

    function module(uint256 moduleId) external pure returns (address) {
        revert UnknownModule(moduleId);
    }

    function moduleCount() external pure returns (uint256) {
        return 1;
    }
}
