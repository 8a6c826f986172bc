// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, Pending} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {MemoryTree} from "../memory/MemoryTree.sol";
import {CopySource} from "../opcode/CopySource.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {Access} from "../state/Access.sol";
import {Accounts} from "../state/Accounts.sol";
import {Frames} from "../state/Frames.sol";
import {TxMap} from "../state/TxMap.sol";
import {Words} from "../state/Words.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice SELFDESTRUCT and FRAME_EXIT.
contract ExitStep is OpcodeModule {
    using Accounts for Accounts.Account;
    using Frames for Frame;
    using MachineState for Machine;
    using MemoryTree for MemoryTree.Range;
    using Opcodes for Opcode;
    using Tape for Tape.Reader;
    using Words for Words.Word;

    uint256 private constant SELFDESTRUCT = 0xff;
    uint256 private constant SELFDESTRUCT_GAS = 5000;
    uint256 private constant COLD_ADDRESS_GAS = 2600;
    uint256 private constant NEW_ACCOUNT_GAS = 25_000;
    uint256 private constant CODE_BYTE_GAS = 200;
    uint256 private constant MAX_CODE = 24_576;
    bytes1 private constant RESERVED_BYTE = 0xef;

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape)
        external
        view
        override
        returns (bytes32)
    {
        Machine memory m = MachineState.open(preHash, tape);
        return m.kind == Kind.FRAME_EXIT ? _exit(m) : _stepOpcode(m);
    }

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        bool isOwn = opcode == SELFDESTRUCT;
        if (isOwn) rule = OpcodeRule(1, 0, SELFDESTRUCT_GAS, true);
        return (isOwn, rule);
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        Machine memory m = op.m;
        uint256 heir = uint160(op.args[0]);
        if (!_access(op, heir)) return m.halt();
        uint256 self = m.frame.self;
        Accounts.Account memory own = Accounts.open(m.tape, m.world.stateRoot, self);
        uint256 balance = own.balance;
        bool isCreated = _entry(m, TxMap.CREATED, self).value != 0;
        if (heir != self || isCreated) {
            own.balance = 0;
            m.world.stateRoot = own.put(m.tape);
        }
        if (heir != self) {
            Accounts.Account memory account = Accounts.open(m.tape, m.world.stateRoot, heir);
            if (balance > 0 && !account.isPresent && !op.charge(NEW_ACCOUNT_GAS)) {
                return m.halt();
            }
            account.balance += balance;
            m.world.stateRoot = account.put(m.tape);
        }
        if (isCreated) _markDestroyed(m);
        Pending memory pending;
        pending.words[0] = MachineState.SUCCEEDED;
        return m.suspend(Kind.FRAME_EXIT, pending);
    }

    /// @dev Costs nothing beyond the static gas when the heir is warm.
    function _access(Opcode memory op, uint256 heir) private pure returns (bool) {
        if (Access.isAlwaysWarm(op.m, heir)) return true;
        Words.Word memory warm = _entry(op.m, TxMap.WARM_ADDRESS, heir);
        if (warm.value != 0) return true;
        if (!op.charge(COLD_ADDRESS_GAS)) return false;
        op.m.world.txMapRoot = warm.put(op.m.tape, 1);
        return true;
    }

    /// @dev Once an account, however often it destroys itself.
    function _markDestroyed(Machine memory m) private pure {
        Words.Word memory entry = _entry(m, TxMap.DESTROYED, m.frame.self);
        if (entry.value != 0) return;
        m.world.txMapRoot = entry.put(m.tape, 1);
        m.world.selfdestructAcc = keccak256(abi.encode(m.world.selfdestructAcc, m.frame.self));
    }

    function _entry(Machine memory m, uint256 entry, uint256 account)
        private
        pure
        returns (Words.Word memory)
    {
        return Words.open(m.tape, m.world.txMapRoot, TxMap.key(entry, account, 0));
    }

    /// @dev Words: outcome, output (root, offset, length).
    function _exit(Machine memory m) private pure returns (bytes32) {
        m.requireFrame();
        require(m.pendingHash != 0, MachineState.PartAbsent());
        uint256[12] memory words = m.pending.words;
        Frame memory frame = m.frame;
        if (words[0] == MachineState.SUCCEEDED && frame.isCreate != 0) _deposit(m, words);
        if (words[0] != MachineState.SUCCEEDED) frame.restoreSnapshot(m.world);
        if (words[0] == MachineState.HALTED) {
            frame.gas = 0;
            (words[1], words[2], words[3]) = (0, 0, 0);
        }
        if (frame.parentHash == 0) {
            Pending memory pending;
            (pending.words[0], pending.words[1]) = (words[0], frame.gas);
            return m.finish(Kind.TX_FINALIZE, pending);
        }
        m.openParent();
        m.frame.gas += frame.gas;
        m.frame.returndataRoot = bytes32(words[1]);
        (m.frame.returndataOffset, m.frame.returndataLength) = (words[2], words[3]);
        bool hasSucceeded = words[0] == MachineState.SUCCEEDED;
        Opcodes.push(m, !hasSucceeded ? 0 : frame.isCreate != 0 ? frame.self : 1);
        return _copyOutput(m, frame, words);
    }

    /// @dev Gives a created account its code. What stands against it turns the outcome into a halt.
    function _deposit(Machine memory m, uint256[12] memory words) private pure {
        uint256 length = words[3];
        uint256 price = CODE_BYTE_GAS * length;
        if (length > MAX_CODE || price > m.frame.gas) {
            words[0] = MachineState.HALTED;
            return;
        }
        bytes memory code;
        if (length > 0) {
            code =
                MemoryTree.open(m.tape, bytes32(words[1]), words[2], length).read(words[2], length);
            if (code[0] == RESERVED_BYTE) {
                words[0] = MachineState.HALTED;
                return;
            }
        }
        Accounts.Account memory account = Accounts.open(m.tape, m.world.stateRoot, m.frame.self);
        account.codeHash = keccak256(code);
        m.world.stateRoot = account.put(m.tape);
        m.frame.gas -= price;
        (words[1], words[2], words[3]) = (0, 0, 0);
    }

    /// @dev What the caller wants of the output goes to its memory.
    function _copyOutput(Machine memory m, Frame memory callee, uint256[12] memory words)
        private
        pure
        returns (bytes32)
    {
        uint256 length = callee.dstLength < words[3] ? callee.dstLength : words[3];
        if (length == 0) return m.proceed();
        Pending memory pending;
        pending.words[0] = CopySource.TREE;
        (pending.words[1], pending.words[2], pending.words[3]) = (words[1], words[2], length);
        (pending.words[4], pending.words[5]) = (callee.dstOffset, length);
        return m.suspend(Kind.COPY, pending);
    }
}
