// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, World} from "../machine/Parts.sol";
import {Opcodes} from "../opcode/Opcode.sol";

/// @notice How frames begin and what becomes of their callers.
library Frames {
    using MachineState for Machine;

    /// @dev Of the innermost frame that there can be; the outermost has 1.
    uint256 internal constant MAX_DEPTH = 1025;

    /// @notice Bits of a word of a pending CALL_ENTER: the frame may not write; its code is not its account's own
    /// but that which it delegates to.
    uint256 internal constant STATIC = 1;
    uint256 internal constant DELEGATED = 2;

    /// @notice Notes the world to which the frame's failure goes back.
    function takeSnapshot(Frame memory frame, World memory world) internal pure {
        frame.snapStateRoot = world.stateRoot;
        frame.snapTxMapRoot = world.txMapRoot;
        frame.snapRefund = world.refund;
        frame.snapLogCount = world.logCount;
        frame.snapLogAcc = world.logAcc;
        frame.snapBloomHash = world.bloomHash;
        frame.snapSelfdestructAcc = world.selfdestructAcc;
    }

    function restoreSnapshot(Frame memory frame, World memory world) internal pure {
        world.stateRoot = frame.snapStateRoot;
        world.txMapRoot = frame.snapTxMapRoot;
        world.refund = frame.snapRefund;
        world.logCount = frame.snapLogCount;
        world.logAcc = frame.snapLogAcc;
        world.bloomHash = frame.snapBloomHash;
        world.selfdestructAcc = frame.snapSelfdestructAcc;
    }

    /// @notice The caller goes on as if the call had failed at once, with `gas` given back.
    function refuse(Machine memory m, uint256 gas) internal pure returns (bytes32) {
        m.frame.gas += gas;
        (m.frame.returndataRoot, m.frame.returndataOffset, m.frame.returndataLength) = (0, 0, 0);
        Opcodes.push(m, 0);
        return m.proceed();
    }
}
