// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, Pending} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {Delegation} from "../opcode/Delegation.sol";
import {MemoryGas} from "../opcode/MemoryGas.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {Access} from "../state/Access.sol";
import {Accounts} from "../state/Accounts.sol";
import {Frames} from "../state/Frames.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice CALL, CALLCODE, DELEGATECALL and STATICCALL: what the caller pays, and of whom the frame is that
/// `CallEnterStep` makes.
contract CallStep is OpcodeModule {
    using Access for Opcode;
    using MachineState for Machine;
    using MemoryGas for Opcode;
    using Opcodes for Opcode;
    using Tape for Tape.Reader;

    uint256 private constant CALL = 0xf1;
    uint256 private constant CALLCODE = 0xf2;
    uint256 private constant DELEGATECALL = 0xf4;
    uint256 private constant STATICCALL = 0xfa;

    uint256 private constant VALUE_GAS = 9000;
    uint256 private constant NEW_ACCOUNT_GAS = 25_000;
    uint256 private constant STIPEND = 2300;

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (opcode == CALL || opcode == CALLCODE) return (true, OpcodeRule(7, 0, 0, false));
        bool isOwn = opcode == DELEGATECALL || opcode == STATICCALL;
        if (isOwn) rule = OpcodeRule(6, 0, 0, false);
        return (isOwn, rule);
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        bool takesValue = op.number == CALL || op.number == CALLCODE;
        uint256 value = takesValue ? op.args[2] : 0;
        uint256 to = uint160(op.args[1]);
        if (op.number == CALL && value > 0 && op.m.frame.isStatic != 0) return op.m.halt();
        Pending memory pending;
        pending.op = op.number;
        if (!_takeRanges(op, pending.words, takesValue ? 3 : 2)) return op.m.halt();
        if (!op.account(to)) return op.m.halt();
        if (!_openCallee(op, pending.words, to, value)) return op.m.halt();

        uint256 gas = op.m.frame.gas - op.m.frame.gas / 64;
        if (op.args[0] < gas) gas = op.args[0];
        op.m.frame.gas -= gas;
        _setParties(op, pending.words, to);
        pending.words[3] = value;
        pending.words[4] = op.number == DELEGATECALL ? op.m.frame.value : value;
        pending.words[5] = value > 0 ? gas + STIPEND : gas;
        if (op.m.frame.isStatic != 0 || op.number == STATICCALL) pending.words[6] |= Frames.STATIC;
        return op.m.suspend(Kind.CALL_ENTER, pending);
    }

    /// @dev Pays for the ranges of input and output and notes them; of an empty one, zeros.
    function _takeRanges(Opcode memory op, uint256[12] memory words, uint256 first)
        private
        pure
        returns (bool)
    {
        (uint256 inOffset, uint256 inLength) = (op.args[first], op.args[first + 1]);
        (uint256 outOffset, uint256 outLength) = (op.args[first + 2], op.args[first + 3]);
        if (!op.expand(inOffset, inLength) || !op.expand(outOffset, outLength)) return false;
        if (inLength > 0) {
            (words[7], words[8], words[9]) = (uint256(op.m.frame.memoryRoot), inOffset, inLength);
        }
        if (outLength > 0) (words[10], words[11]) = (outOffset, outLength);
        return true;
    }

    /// @dev Pays for a value and for a new account, and finds whose code runs.
    function _openCallee(Opcode memory op, uint256[12] memory words, uint256 to, uint256 value)
        private
        pure
        returns (bool)
    {
        Machine memory m = op.m;
        Accounts.Account memory callee = Accounts.open(m.tape, m.world.stateRoot, to);
        if (value > 0) {
            bool isNew = op.number == CALL && !callee.isPresent;
            if (!op.charge(isNew ? VALUE_GAS + NEW_ACCOUNT_GAS : VALUE_GAS)) return false;
        }
        words[2] = to;
        if (callee.codeHash == Accounts.EMPTY_CODE_HASH) return true;
        (bool delegates, uint256 target) = Delegation.targetOf(m.tape.nextWithHash(callee.codeHash));
        if (!delegates) return true;
        (words[2], words[6]) = (target, Frames.DELEGATED);
        return op.account(target);
    }

    /// @dev Caller and self of the called frame.
    function _setParties(Opcode memory op, uint256[12] memory words, uint256 to) private pure {
        Frame memory frame = op.m.frame;
        words[0] = op.number == DELEGATECALL ? frame.caller : frame.self;
        words[1] = op.number == CALL || op.number == STATICCALL ? to : frame.self;
    }
}
