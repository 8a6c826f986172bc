// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Boundary} from "../machine/Boundary.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {BlockPart, Pending, TransactionPart, World} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {Accounts} from "../state/Accounts.sol";
import {SystemAccounts} from "../state/SystemAccounts.sol";
import {Transfer} from "../state/Transfer.sol";
import {Words} from "../state/Words.sol";
import {Deposit} from "../transaction/Deposit.sol";

/// @notice Takes the steps after a transaction's frames: TX_FINALIZE, TX_DESTRUCT and TX_RECEIPT.
contract TxEndStep is IStepModule {
    using Accounts for Accounts.Account;
    using Boundary for Machine;
    using Boundary for World;
    using MachineState for Machine;
    using Tape for Tape.Reader;
    using Words for Words.Word;

    /// @dev EIP-3529.
    uint256 private constant REFUND_QUOTIENT = 5;
    /// @dev Slots of FeeVault's running totals.
    uint256 private constant BASE_FEES = 0;
    uint256 private constant L1_FEES = 1;
    uint256 private constant BLOOM_LENGTH = 256;

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape) external pure returns (bytes32) {
        Machine memory m = MachineState.open(preHash, tape);
        require(m.transactionHash != 0 && m.pendingHash != 0, MachineState.PartAbsent());
        if (m.kind == Kind.TX_FINALIZE) return _finalize(m);
        if (m.kind == Kind.TX_DESTRUCT) return _destruct(m);
        m.requireKind(Kind.TX_RECEIPT);
        return _receipt(m);
    }

    /// @dev Words: outcome, gas left.
    function _finalize(Machine memory m) private pure returns (bytes32) {
        bool hasSucceeded = m.pending.words[0] == MachineState.SUCCEEDED;
        uint256 gasUsed = _gasUsed(m, hasSucceeded);
        if (m.transaction.transactionType != Deposit.TYPE) _settle(m, hasSucceeded, gasUsed);
        Pending memory pending;
        (pending.words[0], pending.words[1]) = (hasSucceeded ? 1 : 0, gasUsed);
        bytes32 destroyed = m.world.selfdestructAcc;
        if (destroyed == 0) return m.goOn(Kind.TX_RECEIPT, pending);
        pending.words[2] = uint256(destroyed);
        return m.goOn(Kind.TX_DESTRUCT, pending);
    }

    /// @dev A deposit that did not succeed has used all its gas (spec 2.2).
    function _gasUsed(Machine memory m, bool hasSucceeded) private pure returns (uint256) {
        TransactionPart memory t = m.transaction;
        if (t.transactionType == Deposit.TYPE && !hasSucceeded) return t.gasLimit;
        uint256 spent = t.gasLimit - m.pending.words[1];
        uint256 refund = spent / REFUND_QUOTIENT;
        if (m.world.refund < refund) refund = m.world.refund;
        uint256 used = spent - refund;
        return used > t.floorGas ? used : t.floorGas;
    }

    function _settle(Machine memory m, bool hasSucceeded, uint256 gasUsed) private pure {
        TransactionPart memory t = m.transaction;
        uint256 back = (t.gasLimit - gasUsed) * t.gasPrice;
        _credit(m, t.origin, hasSucceeded ? back : back + t.tax);
        if (hasSucceeded) _credit(m, t.treasury, t.tax);
        uint256 coinbase = m.blockPart.coinbase;
        _credit(m, coinbase, gasUsed * t.tip);
        uint256 baseFee = gasUsed * m.blockPart.baseFee;
        Accounts.Account memory vault =
            Accounts.open(m.tape, m.world.stateRoot, SystemAccounts.FEE_VAULT);
        uint256 total = coinbase == SystemAccounts.FEE_VAULT ? baseFee + gasUsed * t.tip : baseFee;
        _addTo(m, vault, BASE_FEES, total);
        _addTo(m, vault, L1_FEES, t.l1Fee);
        vault.balance += baseFee + t.l1Fee;
        m.world.stateRoot = vault.put(m.tape);
    }

    function _credit(Machine memory m, uint256 account, uint256 amount) private pure {
        if (amount > 0) Transfer.add(m, account, amount);
    }

    function _addTo(Machine memory m, Accounts.Account memory vault, uint256 slot, uint256 amount)
        private
        pure
    {
        if (amount == 0) return;
        Words.Word memory word = Words.openSlot(m.tape, vault.storageRoot, slot);
        vault.storageRoot = word.put(m.tape, word.value + amount);
    }

    /// @dev Words: status, gas used, chain of the accounts to remove.
    function _destruct(Machine memory m) private pure returns (bytes32) {
        bytes calldata link = m.tape.nextWithHash(bytes32(m.pending.words[2]));
        uint256 destroyed = uint256(bytes32(link[32:64]));
        Accounts.Account memory account = Accounts.open(m.tape, m.world.stateRoot, destroyed);
        (account.nonce, account.balance) = (0, 0);
        account.codeHash = Accounts.EMPTY_CODE_HASH;
        m.world.stateRoot = account.put(m.tape);
        m.pending.words[2] = uint256(bytes32(link[:32]));
        return m.goOn(m.pending.words[2] == 0 ? Kind.TX_RECEIPT : Kind.TX_DESTRUCT, m.pending);
    }

    /// @dev Words: status, gas used.
    function _receipt(Machine memory m) private pure returns (bytes32) {
        World memory world = m.world;
        BlockPart memory b = m.blockPart;
        bytes32 hash = m.transaction.hash;
        b.cumulativeGas += m.pending.words[1];
        b.txAcc = keccak256(abi.encode(b.txAcc, hash));
        b.receiptAcc = keccak256(
            abi.encode(
                b.receiptAcc,
                m.transaction.transactionType,
                m.pending.words[0],
                b.cumulativeGas,
                world.bloomHash,
                world.logAcc,
                world.logCount,
                hash
            )
        );
        _uniteBlooms(m);
        world.clear();
        return m.afterInput();
    }

    /// @dev Opens both blooms, unless the transaction's has no bits.
    function _uniteBlooms(Machine memory m) private pure {
        if (m.world.bloomHash == Boundary.EMPTY_BLOOM_HASH) return;
        bytes calldata ofBlock = m.tape.nextWithHash(m.blockPart.bloomHash);
        bytes calldata ofTransaction = m.tape.nextWithHash(m.world.bloomHash);
        bytes memory united;
        for (uint256 i = 0; i < BLOOM_LENGTH; i += 32) {
            bytes32 word = bytes32(ofBlock[i:i + 32]) | bytes32(ofTransaction[i:i + 32]);
            united = bytes.concat(united, word);
        }
        m.blockPart.bloomHash = keccak256(united);
    }
}
