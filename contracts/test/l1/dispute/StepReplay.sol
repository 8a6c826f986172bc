// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMVM_ExecutionManager} from "../../../src/l1/dispute/interfaces/IMVM_ExecutionManager.sol";

/// @notice Takes many steps in one call, for comparison with the machine in TypeScript.
/// @dev A step is `uint8 moduleId ‖ uint64 position ‖ bytes32 preHash ‖ uint32 length ‖ tape`; its answer is
/// `bytes32 postHash ‖ uint64 gas ‖ bytes4 error`, with postHash 0 and the revert's selector for a step that reverts.
contract StepReplay {
    uint256 private constant HEAD = 45;
    uint256 private constant ANSWER = 44;

    function replay(IMVM_ExecutionManager manager, bytes calldata steps)
        external
        view
        returns (bytes memory answers)
    {
        uint256 count = 0;
        for (uint256 at = 0; at < steps.length; ++count) {
            at += HEAD + uint32(bytes4(steps[at + 41:at + 45]));
        }
        answers = new bytes(count * ANSWER);
        uint256 start = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 end = start + HEAD + uint32(bytes4(steps[start + 41:start + 45]));
            _take(manager, steps[start:end], answers, i * ANSWER);
            start = end;
        }
    }

    function _take(
        IMVM_ExecutionManager manager,
        bytes calldata one,
        bytes memory answers,
        uint256 to
    ) private view {
        uint256 free;
        assembly {
            free := mload(0x40)
        }
        bytes memory call = abi.encodeCall(
            IMVM_ExecutionManager.step,
            (bytes32(one[9:41]), uint64(bytes8(one[1:9])), uint8(one[0]), one[HEAD:])
        );
        uint256 gas = gasleft();
        (bool success, bytes memory answer) = address(manager).staticcall(call);
        gas -= gasleft();
        bytes32 word = answer.length >= 4 ? bytes32(answer) : bytes32(0);
        bytes memory packed = abi.encodePacked(
            success ? word : bytes32(0), uint64(gas), success ? bytes4(0) : bytes4(word)
        );
        assembly {
            mcopy(add(add(answers, 0x20), to), add(packed, 0x20), 44)
            // What this step took of memory is free again: expansion is not to grow with the number of steps.
            mstore(0x40, free)
        }
    }
}
