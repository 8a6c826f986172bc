// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Pending} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {CopySource} from "../opcode/CopySource.sol";
import {MemoryGas} from "../opcode/MemoryGas.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {Access} from "../state/Access.sol";
import {Accounts} from "../state/Accounts.sol";
import {Words} from "../state/Words.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice Opcodes that read accounts: balances, codes, and the history of block hashes.
contract AccountStep is OpcodeModule {
    using Access for Opcode;
    using MachineState for Machine;
    using MemoryGas for Opcode;
    using Opcodes for Opcode;
    using Tape for Tape.Reader;

    uint256 private constant BALANCE = 0x31;
    uint256 private constant EXTCODESIZE = 0x3b;
    uint256 private constant EXTCODECOPY = 0x3c;
    uint256 private constant EXTCODEHASH = 0x3f;
    uint256 private constant BLOCKHASH = 0x40;
    uint256 private constant SELFBALANCE = 0x47;

    uint256 private constant COPY_WORD_GAS = 3;
    /// @dev Blocks whose hashes BLOCKHASH gives, and those that the EIP-2935 contract keeps.
    uint256 private constant BLOCKHASH_WINDOW = 256;
    uint256 private constant HISTORY_WINDOW = 8191;
    uint256 private constant HISTORY = uint160(0x0000F90827F1C53a10cb7A02335B175320002935);

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (opcode == BALANCE || opcode == EXTCODESIZE || opcode == EXTCODEHASH) {
            return (true, OpcodeRule(1, 1, 0, false));
        }
        if (opcode == EXTCODECOPY) return (true, OpcodeRule(4, 0, 0, false));
        if (opcode == BLOCKHASH) return (true, OpcodeRule(1, 1, 20, false));
        if (opcode == SELFBALANCE) return (true, OpcodeRule(0, 1, 5, false));
        return (false, rule);
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        uint256 opcode = op.number;
        if (opcode == SELFBALANCE) return op.result(_open(op, op.m.frame.self).balance);
        if (opcode == BLOCKHASH) return op.result(_blockHash(op));
        uint256 accessed = uint160(op.args[0]);
        if (opcode == EXTCODECOPY) return _copyCode(op, accessed);
        if (!op.account(accessed)) return op.m.halt();
        Accounts.Account memory opened = _open(op, accessed);
        if (opcode == BALANCE) return op.result(opened.balance);
        if (opcode == EXTCODESIZE) return op.result(_codeSize(op, opened.codeHash));
        return op.result(opened.isPresent ? uint256(opened.codeHash) : 0);
    }

    function _copyCode(Opcode memory op, uint256 accessed) private pure returns (bytes32) {
        (uint256 to, uint256 from, uint256 length) = (op.args[1], op.args[2], op.args[3]);
        if (!op.expand(to, length)) return op.m.halt();
        if (!op.charge(COPY_WORD_GAS * MemoryGas.wordCount(length))) return op.m.halt();
        if (!op.account(accessed)) return op.m.halt();
        if (length == 0) return op.m.proceed();
        bytes32 codeHash = _open(op, accessed).codeHash;
        uint256 size = _codeSize(op, codeHash);
        if (from > size) from = size;
        Pending memory pending;
        pending.op = op.number;
        pending.words[0] = CopySource.CODE;
        pending.words[1] = uint256(codeHash);
        (pending.words[2], pending.words[3]) = (from, size - from);
        (pending.words[4], pending.words[5]) = (to, length);
        return op.m.suspend(Kind.COPY, pending);
    }

    function _blockHash(Opcode memory op) private pure returns (uint256) {
        uint256 wanted = op.args[0];
        uint256 number = op.m.blockPart.number;
        if (wanted >= number || number - wanted > BLOCKHASH_WINDOW) return 0;
        bytes32 storageRoot = _open(op, HISTORY).storageRoot;
        return Words.openSlot(op.m.tape, storageRoot, wanted % HISTORY_WINDOW).value;
    }

    function _open(Opcode memory op, uint256 accessed)
        private
        pure
        returns (Accounts.Account memory)
    {
        return Accounts.open(op.m.tape, op.m.world.stateRoot, accessed);
    }

    /// @dev An account's code is an element of the tape unless it is empty.
    function _codeSize(Opcode memory op, bytes32 codeHash) private pure returns (uint256) {
        if (codeHash == Accounts.EMPTY_CODE_HASH) return 0;
        return op.m.tape.nextWithHash(codeHash).length;
    }
}
