// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, Pending} from "../machine/Parts.sol";
import {Access} from "../state/Access.sol";
import {Accounts} from "../state/Accounts.sol";
import {Frames} from "../state/Frames.sol";
import {Transfer} from "../state/Transfer.sol";

/// @notice Takes the steps of CALL_ENTER: moves the value and makes the called frame.
/// @dev Words: caller, self, account of the code, value to move, CALLVALUE, gas, flags, input (root, offset,
/// length), where the output goes (offset, length). The outermost call has no frame before it.
contract CallEnterStep is IStepModule {
    using Frames for Frame;
    using MachineState for Machine;

    /// @dev The outermost call is of a sender whose balance was checked.
    error SenderLacksValue();

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape) external pure returns (bytes32) {
        Machine memory m = MachineState.open(preHash, tape);
        m.requireKind(Kind.CALL_ENTER);
        require(m.transactionHash != 0 && m.pendingHash != 0, MachineState.PartAbsent());
        uint256[12] memory words = m.pending.words;
        // Without a frame before it, its depth is 0.
        if (m.frame.depth >= Frames.MAX_DEPTH) return Frames.refuse(m, words[5]);
        Frame memory callee;
        callee.takeSnapshot(m.world);
        if (!Transfer.move(m, words[0], words[1], words[3])) {
            require(m.frameHash != 0, SenderLacksValue());
            return Frames.refuse(m, words[5]);
        }
        callee.depth = m.frame.depth + 1;
        callee.parentHash = m.frameHash;
        callee.isStatic = words[6] & Frames.STATIC;
        (callee.caller, callee.self) = (words[0], words[1]);
        (callee.value, callee.gas) = (words[4], words[5]);
        callee.calldataRoot = bytes32(words[7]);
        (callee.calldataOffset, callee.calldataLength) = (words[8], words[9]);
        (callee.dstOffset, callee.dstLength) = (words[10], words[11]);
        m.frame = callee;
        if (words[6] & Frames.DELEGATED == 0 && Access.isPrecompile(words[2])) {
            callee.codeHash = Accounts.EMPTY_CODE_HASH;
            Pending memory pending;
            pending.words[0] = words[2];
            return m.suspend(Kind.PRECOMPILE, pending);
        }
        callee.codeHash = Accounts.open(m.tape, m.world.stateRoot, words[2]).codeHash;
        return m.proceed();
    }
}
