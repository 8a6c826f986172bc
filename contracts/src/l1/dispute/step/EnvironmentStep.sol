// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame} from "../machine/Parts.sol";
import {MemoryTree} from "../memory/MemoryTree.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice Opcodes that tell what stands in the state's parts: of the frame, the transaction and the block.
contract EnvironmentStep is OpcodeModule {
    using MachineState for Machine;
    using Opcodes for Opcode;
    using MemoryTree for MemoryTree.Range;

    uint256 private constant CALLDATALOAD = 0x35;
    uint256 private constant BLOBHASH = 0x49;

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (opcode == CALLDATALOAD || opcode == BLOBHASH) {
            return (true, OpcodeRule(1, 1, 3, false));
        }
        bool isOwn = opcode < 0x40
            ? opcode == 0x30 || (opcode > 0x31 && opcode < 0x37) || opcode == 0x38 || opcode == 0x3a
                || opcode == 0x3d
            : opcode != 0x40 && opcode != 0x47 && opcode < 0x4b;
        if (isOwn) rule = OpcodeRule(0, 1, 2, false);
        return (isOwn, rule);
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        if (op.number == CALLDATALOAD) return op.result(_calldataWord(op));
        return op.result(op.number < 0x40 ? _ofFrame(op) : _ofBlock(op));
    }

    function _ofFrame(Opcode memory op) private pure returns (uint256) {
        Frame memory frame = op.m.frame;
        if (op.number == 0x30) return frame.self;
        if (op.number == 0x32) return op.m.transaction.origin;
        if (op.number == 0x33) return frame.caller;
        if (op.number == 0x34) return frame.value;
        if (op.number == 0x36) return frame.calldataLength;
        if (op.number == 0x38) return op.codeLength;
        if (op.number == 0x3a) return op.m.transaction.gasPrice;
        return frame.returndataLength;
    }

    function _ofBlock(Opcode memory op) private pure returns (uint256) {
        if (op.number == 0x41) return op.m.blockPart.coinbase;
        if (op.number == 0x42) return op.m.blockPart.timestamp;
        if (op.number == 0x43) return op.m.blockPart.number;
        if (op.number == 0x44) return op.m.blockPart.prevRandao;
        if (op.number == 0x45) return op.m.blockPart.gasLimit;
        if (op.number == 0x46) return op.m.blockPart.chainId;
        if (op.number == 0x48) return op.m.blockPart.baseFee;
        // No transaction of a DAC carries blobs, and their base fee is the least there is.
        return op.number == BLOBHASH ? 0 : 1;
    }

    function _calldataWord(Opcode memory op) private pure returns (uint256) {
        Frame memory frame = op.m.frame;
        uint256 index = op.args[0];
        if (index >= frame.calldataLength) return 0;
        uint256 length = frame.calldataLength - index;
        if (length > 32) length = 32;
        uint256 offset = frame.calldataOffset + index;
        MemoryTree.Range memory range =
            MemoryTree.open(op.m.tape, frame.calldataRoot, offset, length);
        // Shorter bytes stand at the left end.
        return uint256(bytes32(range.read(offset, length)));
    }
}
