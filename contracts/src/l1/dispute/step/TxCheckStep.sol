// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Boundary} from "../machine/Boundary.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {TransactionPart} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {Delegation} from "../opcode/Delegation.sol";
import {Accounts} from "../state/Accounts.sol";
import {Charter} from "../state/Charter.sol";
import {SystemAccounts} from "../state/SystemAccounts.sol";
import {Deposit} from "../transaction/Deposit.sol";

/// @notice Takes the steps of TX_CHECK and TX_TAX: reads charter and sender, and skips the transaction or charges it;
/// a deposit is only ever kept from calling (spec 2.2, 2.3). The tax has a step of its own since each word of the
/// charter is a way through a trie, and whoever manages a DAC can make these ways long.
contract TxCheckStep is IStepModule {
    using Accounts for Accounts.Account;
    using Boundary for Machine;
    using MachineState for Machine;
    using Tape for Tape.Reader;

    uint256 private constant SUBMIT = 0xfe;
    /// @dev A charter can never block exit: everything but CREATE and CREATE2.
    uint256 private constant EXIT_MASK = ~((uint256(1) << 0xf0) | (uint256(1) << 0xf5));

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape) external pure returns (bytes32) {
        Machine memory m = MachineState.open(preHash, tape);
        require(m.transactionHash != 0, MachineState.PartAbsent());
        if (m.kind == Kind.TX_TAX) return _tax(m);
        m.requireKind(Kind.TX_CHECK);
        TransactionPart memory t = m.transaction;
        bool isDeposit = t.transactionType == Deposit.TYPE;
        if (isDeposit && _isNeverBound(t)) {
            t.permMask = type(uint256).max;
            return _checkDeposit(m, true);
        }
        bool maySubmit = _grant(m, _charter(m), isDeposit);
        return isDeposit ? _checkDeposit(m, maySubmit) : _checkSigned(m, maySubmit);
    }

    /// @dev The root of the charter's storage.
    function _charter(Machine memory m) private pure returns (bytes32) {
        return Accounts.open(m.tape, m.world.stateRoot, SystemAccounts.DAC_MASTER).storageRoot;
    }

    /// @dev A system deposit, or one of assets by the bridge.
    function _isNeverBound(TransactionPart memory t) private pure returns (bool) {
        if (t.isSystem != 0) return true;
        return t.origin == SystemAccounts.BRIDGE_SENDER && t.to == SystemAccounts.L2_STANDARD_BRIDGE;
    }

    /// @dev The table of spec 2.3.
    function _grant(Machine memory m, bytes32 charter, bool isDeposit) private pure returns (bool) {
        TransactionPart memory t = m.transaction;
        uint256 management = Charter.management(m, charter);
        if (t.origin == management) {
            t.permMask = type(uint256).max;
            return true;
        }
        if (t.isCreate == 0 && t.to == management && management != 0) {
            t.management = management;
            t.permMask = Charter.mask(m, charter, t.charterSigner);
            return true;
        }
        if (isDeposit && SystemAccounts.isExit(t.to)) {
            t.permMask = EXIT_MASK;
            return true;
        }
        t.permMask = Charter.mask(m, charter, t.charterSigner);
        return (t.permMask >> SUBMIT) & 1 == 1;
    }

    function _checkSigned(Machine memory m, bool maySubmit) private pure returns (bytes32) {
        if (!maySubmit) return m.afterInput();
        TransactionPart memory t = m.transaction;
        Accounts.Account memory sender = Accounts.open(m.tape, m.world.stateRoot, t.origin);
        if (sender.nonce != t.nonce || sender.balance < t.value) return m.afterInput();
        if (!_mayStart(m, sender.codeHash)) return m.afterInput();
        bool isTaxed = t.value > 0 && (t.isCreate != 0 || !SystemAccounts.isExit(t.to));
        return isTaxed ? m.goOn(Kind.TX_TAX) : _charge(m, sender);
    }

    /// @dev The value is at most the sender's balance, which bounds the tax.
    function _tax(Machine memory m) private pure returns (bytes32) {
        TransactionPart memory t = m.transaction;
        bytes32 charter = _charter(m);
        t.tax = Charter.taxOn(m, charter, t.value);
        if (t.tax > 0) t.treasury = Charter.taxReceiver(m, charter);
        return _charge(m, Accounts.open(m.tape, m.world.stateRoot, t.origin));
    }

    function _charge(Machine memory m, Accounts.Account memory sender)
        private
        pure
        returns (bytes32)
    {
        TransactionPart memory t = m.transaction;
        uint256 balance = sender.balance;
        // The product may be more than any balance, and more than a word.
        if (t.maxFee > balance / t.gasLimit) return m.afterInput();
        if (balance < t.gasLimit * t.maxFee + t.value + t.tax + t.l1Fee) return m.afterInput();
        sender.nonce += 1;
        sender.balance = balance - t.gasLimit * t.gasPrice - t.tax - t.l1Fee;
        m.world.stateRoot = sender.put(m.tape);
        return m.goOn(Kind.TX_LISTS);
    }

    /// @dev EIP-3607, but for accounts that delegate (EIP-7702).
    function _mayStart(Machine memory m, bytes32 codeHash) private pure returns (bool delegates) {
        if (codeHash == Accounts.EMPTY_CODE_HASH) return true;
        (delegates,) = Delegation.targetOf(m.tape.nextWithHash(codeHash));
    }

    /// @dev Its mint and its sender's nonce stay whatever happens.
    function _checkDeposit(Machine memory m, bool maySubmit) private pure returns (bytes32) {
        TransactionPart memory t = m.transaction;
        Accounts.Account memory sender = Accounts.open(m.tape, m.world.stateRoot, t.origin);
        sender.balance += t.mint;
        sender.nonce += 1;
        m.world.stateRoot = sender.put(m.tape);
        bool calls = maySubmit && t.to != SystemAccounts.IPFS_RESOLVER
            && t.gasLimit >= t.intrinsicGas && t.gasLimit >= t.floorGas && sender.balance >= t.value;
        return calls ? m.goOn(Kind.TX_LISTS) : m.fail();
    }
}
