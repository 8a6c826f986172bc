// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine, MachineState} from "../machine/Machine.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {Accounts} from "../state/Accounts.sol";
import {TxMap} from "../state/TxMap.sol";
import {Words} from "../state/Words.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice SLOAD, SSTORE, TLOAD and TSTORE.
contract StorageStep is OpcodeModule {
    using Accounts for Accounts.Account;
    using MachineState for Machine;
    using Opcodes for Opcode;
    using Words for Words.Word;

    uint256 private constant SLOAD = 0x54;
    uint256 private constant SSTORE = 0x55;
    uint256 private constant TLOAD = 0x5c;
    uint256 private constant TSTORE = 0x5d;

    uint256 private constant COLD_SLOT_GAS = 2100;
    uint256 private constant WARM_GAS = 100;
    uint256 private constant STORE_SENTRY_GAS = 2300;
    uint256 private constant STORE_SET_GAS = 20_000;
    uint256 private constant STORE_RESET_GAS = 2900;
    int256 private constant CLEAR_REFUND = 4800;

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (opcode == SLOAD) return (true, OpcodeRule(1, 1, 0, false));
        if (opcode == SSTORE) return (true, OpcodeRule(2, 0, 0, true));
        if (opcode == TLOAD) return (true, OpcodeRule(1, 1, 100, false));
        if (opcode == TSTORE) return (true, OpcodeRule(2, 0, 100, true));
        return (false, rule);
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        if (op.number == SLOAD) return _load(op);
        if (op.number == SSTORE) return _store(op);
        Machine memory m = op.m;
        Words.Word memory word = _entry(m, TxMap.TRANSIENT, op.args[0]);
        if (op.number == TLOAD) return op.result(word.value);
        m.world.txMapRoot = word.put(m.tape, op.args[1]);
        return m.proceed();
    }

    function _load(Opcode memory op) private pure returns (bytes32) {
        Machine memory m = op.m;
        Words.Word memory warm = _entry(m, TxMap.WARM_SLOT, op.args[0]);
        if (!op.charge(warm.value == 0 ? COLD_SLOT_GAS : WARM_GAS)) return m.halt();
        _makeWarm(m, warm);
        bytes32 storageRoot = Accounts.open(m.tape, m.world.stateRoot, m.frame.self).storageRoot;
        return op.result(Words.openSlot(m.tape, storageRoot, op.args[0]).value);
    }

    function _store(Opcode memory op) private pure returns (bytes32) {
        Machine memory m = op.m;
        if (m.frame.gas <= STORE_SENTRY_GAS) return m.halt();
        uint256 written = op.args[1];
        Words.Word memory warm = _entry(m, TxMap.WARM_SLOT, op.args[0]);
        Accounts.Account memory account = Accounts.open(m.tape, m.world.stateRoot, m.frame.self);
        Words.Word memory word = Words.openSlot(m.tape, account.storageRoot, op.args[0]);
        uint256 current = word.value;
        uint256 original = current == written ? current : _original(m, op.args[0]);
        (uint256 gas, int256 refund) = _price(original, current, written);
        if (!op.charge(warm.value == 0 ? gas + COLD_SLOT_GAS : gas)) return m.halt();
        _makeWarm(m, warm);
        if (current != written) {
            account.storageRoot = word.put(m.tape, written);
            m.world.stateRoot = account.put(m.tape);
        }
        // What is taken back was given by this frame or one that it goes back to.
        m.world.refund = uint256(int256(m.world.refund) + refund);
        return m.proceed();
    }

    /// @dev The slot's value at the transaction's start (EIP-2200).
    function _original(Machine memory m, uint256 slot) private pure returns (uint256) {
        bytes32 storageRoot =
            Accounts.open(m.tape, m.transaction.startRoot, m.frame.self).storageRoot;
        return Words.openSlot(m.tape, storageRoot, slot).value;
    }

    /// @dev EIP-2200 as changed by EIP-2929 and EIP-3529, without the cold access.
    function _price(uint256 original, uint256 current, uint256 written)
        private
        pure
        returns (uint256 gas, int256 refund)
    {
        if (current == written) return (WARM_GAS, 0);
        if (original == current) {
            if (original == 0) return (STORE_SET_GAS, 0);
            return (STORE_RESET_GAS, written == 0 ? CLEAR_REFUND : int256(0));
        }
        if (original != 0) {
            if (current == 0) refund -= CLEAR_REFUND;
            else if (written == 0) refund += CLEAR_REFUND;
        }
        if (original == written) {
            refund += int256((original == 0 ? STORE_SET_GAS : STORE_RESET_GAS) - WARM_GAS);
        }
        return (WARM_GAS, refund);
    }

    function _entry(Machine memory m, uint256 entry, uint256 slot)
        private
        pure
        returns (Words.Word memory)
    {
        return Words.open(m.tape, m.world.txMapRoot, TxMap.key(entry, m.frame.self, slot));
    }

    function _makeWarm(Machine memory m, Words.Word memory warm) private pure {
        if (warm.value == 0) m.world.txMapRoot = warm.put(m.tape, 1);
    }
}
