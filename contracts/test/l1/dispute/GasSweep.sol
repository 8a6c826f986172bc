// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMVM_ExecutionManager} from "../../../src/l1/dispute/interfaces/IMVM_ExecutionManager.sol";

/// @notice Takes one step with many gas limits.
contract GasSweep {
    bytes1 private constant REVERTED = 0;
    bytes1 private constant RIGHT = 0x01;
    bytes1 private constant WRONG = 0x02;

    /// @param call The call of `IMVM_ExecutionManager.step`.
    /// @param expected The post-hash that is right.
    /// @return answers One byte for each limit.
    function sweep(
        IMVM_ExecutionManager manager,
        bytes memory call,
        bytes32 expected,
        uint256[] calldata gasLimits
    ) external view returns (bytes memory answers) {
        answers = new bytes(gasLimits.length);
        for (uint256 i = 0; i < gasLimits.length; ++i) {
            require(gasleft() / 2 > gasLimits[i], "not enough gas to sweep");
            (bool success, bytes memory answer) =
                address(manager).staticcall{gas: gasLimits[i]}(call);
            if (!success) {
                answers[i] = REVERTED;
            } else {
                answers[i] = keccak256(answer) == keccak256(abi.encode(expected)) ? RIGHT : WRONG;
            }
        }
    }
}
