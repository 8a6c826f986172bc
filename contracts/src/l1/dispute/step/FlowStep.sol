// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Pending} from "../machine/Parts.sol";
import {JumpTargets} from "../opcode/JumpTargets.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice STOP, POP, jumps, PC, MSIZE, GAS, JUMPDEST, PUSH, DUP, SWAP, INVALID and every byte that is no opcode.
contract FlowStep is OpcodeModule {
    using MachineState for Machine;
    using Opcodes for Opcode;

    uint256 private constant STOP = 0x00;
    uint256 private constant POP = 0x50;
    uint256 private constant JUMP = 0x56;
    uint256 private constant JUMPI = 0x57;
    uint256 private constant PC = 0x58;
    uint256 private constant MSIZE = 0x59;
    uint256 private constant GAS = 0x5a;
    uint256 private constant JUMPDEST = 0x5b;
    uint256 private constant PUSH0 = 0x5f;
    uint256 private constant PUSH32 = 0x7f;
    uint256 private constant DUP1 = 0x80;
    uint256 private constant SWAP1 = 0x90;
    uint256 private constant SWAP16 = 0x9f;

    /// @dev What no module has; INVALID among them.
    function _isUndefined(uint256 opcode) private pure returns (bool) {
        if (opcode < 0x20) return (opcode > 0x0b && opcode < 0x10) || opcode == 0x1f;
        if (opcode < 0x50) return (opcode > 0x20 && opcode < 0x30) || opcode > 0x4a;
        if (opcode < 0xf0) return opcode > 0xa4;
        return
            (opcode > 0xf5 && opcode < 0xfa) || opcode == 0xfb || opcode == 0xfc || opcode == 0xfe;
    }

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (_isUndefined(opcode) || opcode == STOP) return (true, rule);
        if (opcode == POP) return (true, OpcodeRule(1, 0, 2, false));
        if (opcode == JUMP) return (true, OpcodeRule(1, 0, 8, false));
        if (opcode == JUMPI) return (true, OpcodeRule(2, 0, 10, false));
        if (opcode == JUMPDEST) return (true, OpcodeRule(0, 0, 1, false));
        if (opcode == PC || opcode == MSIZE || opcode == GAS || opcode == PUSH0) {
            return (true, OpcodeRule(0, 1, 2, false));
        }
        if (opcode < PUSH0 || opcode > SWAP16) return (false, rule);
        if (opcode <= PUSH32) return (true, OpcodeRule(0, 1, 3, false));
        if (opcode < SWAP1) return (true, OpcodeRule(opcode - 0x7f, opcode - 0x7e, 3, false));
        return (true, OpcodeRule(opcode - 0x8e, opcode - 0x8e, 3, false));
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        uint256 opcode = op.number;
        if (opcode == STOP) {
            Pending memory pending;
            pending.words[0] = MachineState.SUCCEEDED;
            return op.m.suspend(Kind.FRAME_EXIT, pending);
        }
        if (_isUndefined(opcode)) return op.m.halt();
        if (opcode == POP || opcode == JUMPDEST) return op.m.proceed();
        if (opcode == JUMP) return _jump(op);
        if (opcode == JUMPI) return op.args[1] == 0 ? op.m.proceed() : _jump(op);
        if (opcode == PC) return op.result(op.m.frame.pc - 1);
        if (opcode == MSIZE) return op.result(op.m.frame.memoryWords * 32);
        if (opcode == GAS) return op.result(op.m.frame.gas);
        if (opcode <= PUSH32) return _push(op, opcode - PUSH0);
        return opcode < SWAP1 ? _duplicate(op, opcode - 0x7f) : _swap(op, opcode - 0x8f);
    }

    function _jump(Opcode memory op) private pure returns (bytes32) {
        uint256 target = op.args[0];
        if (!JumpTargets.isTarget(op.code(), target)) return op.m.halt();
        op.m.frame.pc = target;
        return op.m.proceed();
    }

    function _push(Opcode memory op, uint256 length) private pure returns (bytes32) {
        bytes calldata code = op.code();
        uint256 value;
        for (uint256 i = 0; i < length; ++i) {
            uint256 position = op.m.frame.pc + i;
            // Code that ends inside of a PUSH goes on with zeros.
            value = (value << 8) | (position < code.length ? uint8(code[position]) : 0);
        }
        op.m.frame.pc += length;
        return op.result(value);
    }

    function _duplicate(Opcode memory op, uint256 n) private pure returns (bytes32) {
        for (uint256 i = n; i > 0; --i) {
            Opcodes.push(op.m, op.args[i - 1]);
        }
        return op.result(op.args[n - 1]);
    }

    function _swap(Opcode memory op, uint256 n) private pure returns (bytes32) {
        Opcodes.push(op.m, op.args[0]);
        for (uint256 i = n - 1; i > 0; --i) {
            Opcodes.push(op.m, op.args[i]);
        }
        return op.result(op.args[n]);
    }
}
