// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, Pending} from "../machine/Parts.sol";
import {MemoryTree} from "../memory/MemoryTree.sol";
import {CopySource} from "../opcode/CopySource.sol";
import {MemoryGas} from "../opcode/MemoryGas.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice Opcodes on memory. Those whose work the program sizes only begin here: `ChunkStep` and `ExitStep` go on.
contract MemoryStep is OpcodeModule {
    using MachineState for Machine;
    using Opcodes for Opcode;
    using MemoryGas for Opcode;
    using MemoryTree for MemoryTree.Range;

    uint256 private constant KECCAK256 = 0x20;
    uint256 private constant CALLDATACOPY = 0x37;
    uint256 private constant CODECOPY = 0x39;
    uint256 private constant RETURNDATACOPY = 0x3e;
    uint256 private constant MLOAD = 0x51;
    uint256 private constant MSTORE = 0x52;
    uint256 private constant MSTORE8 = 0x53;
    uint256 private constant MCOPY = 0x5e;
    uint256 private constant LOG0 = 0xa0;
    uint256 private constant LOG4 = 0xa4;
    uint256 private constant RETURN = 0xf3;
    uint256 private constant REVERT = 0xfd;

    uint256 private constant COPY_WORD_GAS = 3;
    uint256 private constant KECCAK_WORD_GAS = 6;
    uint256 private constant LOG_GAS = 375;
    uint256 private constant LOG_BYTE_GAS = 8;

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (opcode == KECCAK256) return (true, OpcodeRule(2, 0, 30, false));
        if (opcode == MLOAD) return (true, OpcodeRule(1, 1, 3, false));
        if (opcode == MSTORE || opcode == MSTORE8) return (true, OpcodeRule(2, 0, 3, false));
        if (opcode == RETURN || opcode == REVERT) return (true, OpcodeRule(2, 0, 0, false));
        if (opcode >= LOG0 && opcode <= LOG4) {
            uint256 topics = opcode - LOG0;
            return (true, OpcodeRule(2 + topics, 0, LOG_GAS * (1 + topics), true));
        }
        bool isCopy = opcode == CALLDATACOPY || opcode == CODECOPY || opcode == RETURNDATACOPY
            || opcode == MCOPY;
        if (isCopy) rule = OpcodeRule(3, 0, 3, false);
        return (isCopy, rule);
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        uint256 opcode = op.number;
        if (opcode == MLOAD) return _load(op);
        if (opcode == MSTORE) return _store(op, abi.encode(op.args[1]));
        if (opcode == MSTORE8) return _store(op, abi.encodePacked(uint8(op.args[1])));
        if (opcode == KECCAK256) return _hash(op, KECCAK_WORD_GAS);
        if (opcode >= LOG0 && opcode <= LOG4) return _hash(op, 0);
        if (opcode == RETURN) return _exit(op, MachineState.SUCCEEDED);
        if (opcode == REVERT) return _exit(op, MachineState.REVERTED);
        return _copy(op);
    }

    function _load(Opcode memory op) private pure returns (bytes32) {
        uint256 offset = op.args[0];
        if (!op.expand(offset, 32)) return op.m.halt();
        MemoryTree.Range memory range =
            MemoryTree.open(op.m.tape, op.m.frame.memoryRoot, offset, 32);
        return op.result(uint256(bytes32(range.read(offset, 32))));
    }

    function _store(Opcode memory op, bytes memory data) private pure returns (bytes32) {
        uint256 offset = op.args[0];
        if (!op.expand(offset, data.length)) return op.m.halt();
        MemoryTree.Range memory range =
            MemoryTree.open(op.m.tape, op.m.frame.memoryRoot, offset, data.length);
        range.write(offset, data);
        op.m.frame.memoryRoot = range.rootOf();
        return op.m.proceed();
    }

    /// @dev KECCAK256 and LOG: the range's hash comes with the next steps.
    function _hash(Opcode memory op, uint256 wordGas) private pure returns (bytes32) {
        uint256 length = op.args[1];
        if (!op.expand(op.args[0], length)) return op.m.halt();
        uint256 gas = wordGas == 0 ? LOG_BYTE_GAS * length : wordGas * MemoryGas.wordCount(length);
        if (!op.charge(gas)) return op.m.halt();
        Pending memory pending;
        pending.op = op.number;
        _reference(op, pending, 0);
        uint256 topics = op.number == KECCAK256 ? 0 : op.number - LOG0;
        for (uint256 i = 0; i < topics; ++i) {
            pending.words[5 + i] = op.args[2 + i];
        }
        return op.m.suspend(Kind.KECCAK, pending);
    }

    function _exit(Opcode memory op, uint256 outcome) private pure returns (bytes32) {
        if (!op.expand(op.args[0], op.args[1])) return op.m.halt();
        Pending memory pending;
        pending.words[0] = outcome;
        _reference(op, pending, 1);
        return op.m.suspend(Kind.FRAME_EXIT, pending);
    }

    /// @dev Root, offset and length of the range that the opcode names; zeros when it is empty.
    function _reference(Opcode memory op, Pending memory pending, uint256 index) private pure {
        if (op.args[1] == 0) return;
        pending.words[index] = uint256(op.m.frame.memoryRoot);
        pending.words[index + 1] = op.args[0];
        pending.words[index + 2] = op.args[1];
    }

    function _copy(Opcode memory op) private pure returns (bytes32) {
        Frame memory frame = op.m.frame;
        (uint256 to, uint256 from, uint256 length) = (op.args[0], op.args[1], op.args[2]);
        Pending memory pending;
        pending.op = op.number;
        if (op.number == CALLDATACOPY) {
            _ofSlice(pending, frame.calldataRoot, frame.calldataOffset, frame.calldataLength, from);
        } else if (op.number == CODECOPY) {
            _ofSlice(pending, frame.codeHash, 0, op.codeLength, from);
            pending.words[0] = CopySource.CODE;
        } else if (op.number == RETURNDATACOPY) {
            uint256 available = frame.returndataLength;
            if (from > available || length > available - from) return op.m.halt();
            _ofSlice(pending, frame.returndataRoot, frame.returndataOffset, available, from);
        } else {
            if (!op.expand(from, length)) return op.m.halt();
            (pending.words[1], pending.words[2], pending.words[3]) =
            (uint256(frame.memoryRoot), from, length);
        }
        if (!op.expand(to, length)) return op.m.halt();
        if (!op.charge(COPY_WORD_GAS * MemoryGas.wordCount(length))) return op.m.halt();
        if (length == 0) return op.m.proceed();
        (pending.words[4], pending.words[5]) = (to, length);
        return op.m.suspend(Kind.COPY, pending);
    }

    /// @dev The part of a slice that begins at `from`, which may lie beyond it.
    function _ofSlice(
        Pending memory pending,
        bytes32 root,
        uint256 offset,
        uint256 length,
        uint256 from
    ) private pure {
        if (from > length) from = length;
        pending.words[1] = uint256(root);
        pending.words[2] = offset + from;
        pending.words[3] = length - from;
    }
}
