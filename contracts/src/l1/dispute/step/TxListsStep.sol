// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Boundary} from "../machine/Boundary.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Pending, TransactionPart} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {Delegation} from "../opcode/Delegation.sol";
import {Accounts} from "../state/Accounts.sol";
import {Frames} from "../state/Frames.sol";
import {Marks} from "../state/Marks.sol";
import {TxMap} from "../state/TxMap.sol";
import {Lists} from "../transaction/Lists.sol";
import {Rlp} from "../trie/Rlp.sol";

/// @notice Takes the steps of TX_LISTS: one entry of the transaction's lists, and after the last one the outermost
/// frame.
contract TxListsStep is IStepModule {
    using Accounts for Accounts.Account;
    using Boundary for Machine;
    using MachineState for Machine;
    using Tape for Tape.Reader;

    uint256 private constant CREATE = 0xf0;
    uint256 private constant LAST_NONCE = type(uint64).max;
    /// @dev EIP-7702: what is given back for an authority that was there before.
    uint256 private constant EXISTING_AUTHORITY_REFUND = 12_500;
    uint256 private constant ORDER =
        0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant MAGIC = 5;
    /// @dev Words of the longest entry: type, six fields, hash of the rest.
    uint256 private constant MAX_WORDS = 8;

    /// @dev An entry has three, four or eight words, by its type.
    error MalformedEntry(uint256 entry, uint256 words);

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape) external pure returns (bytes32) {
        Machine memory m = MachineState.open(preHash, tape);
        m.requireKind(Kind.TX_LISTS);
        require(m.transactionHash != 0, MachineState.PartAbsent());
        if (m.transaction.listHash == 0) {
            return m.transaction.isCreate != 0 ? _create(m) : _call(m);
        }
        bytes calldata element = m.tape.nextWithHash(m.transaction.listHash);
        uint256[MAX_WORDS] memory words;
        uint256 count = element.length / 32;
        require(count <= MAX_WORDS, MalformedEntry(0, count));
        for (uint256 i = 0; i < count; ++i) {
            words[i] = uint256(bytes32(element[32 * i:32 * i + 32]));
        }
        m.transaction.listHash = bytes32(words[count - 1]);
        if (words[0] == Lists.ADDRESS) Marks.warm(m, words[1]);
        else if (words[0] == Lists.SLOT) Marks.set(m, TxMap.WARM_SLOT, words[1], words[2]);
        else _authorize(m, words);
        return m.goOn(Kind.TX_LISTS);
    }

    function _create(Machine memory m) private pure returns (bytes32) {
        TransactionPart memory t = m.transaction;
        if ((t.permMask >> CREATE) & 1 == 0) return m.fail();
        Pending memory pending;
        (pending.words[0], pending.words[1]) = (t.value, t.gasLimit - t.intrinsicGas);
        (pending.words[2], pending.words[4]) = (uint256(t.calldataRoot), t.calldataLength);
        return m.goOn(Kind.CREATE_ENTER, pending);
    }

    function _call(Machine memory m) private pure returns (bytes32) {
        TransactionPart memory t = m.transaction;
        Pending memory pending;
        uint256[12] memory words = pending.words;
        (words[0], words[1], words[2]) = (t.origin, t.to, t.to);
        (words[3], words[4], words[5]) = (t.value, t.value, t.gasLimit - t.intrinsicGas);
        (words[7], words[9]) = (uint256(t.calldataRoot), t.calldataLength);
        bytes32 codeHash = Accounts.open(m.tape, m.world.stateRoot, t.to).codeHash;
        (bool delegates, uint256 target) = _delegate(m, codeHash);
        if (delegates) {
            (words[2], words[6]) = (target, Frames.DELEGATED);
            Marks.warm(m, target);
        }
        return m.goOn(Kind.CALL_ENTER, pending);
    }

    /// @dev Only the bytes of a code tell whether it stands for another account's.
    function _delegate(Machine memory m, bytes32 codeHash) private pure returns (bool, uint256) {
        if (codeHash == Accounts.EMPTY_CODE_HASH) return (false, 0);
        return Delegation.targetOf(m.tape.nextWithHash(codeHash));
    }

    /// @dev Words: type, chain, address, nonce, parity, r, s (EIP-7702).
    function _authorize(Machine memory m, uint256[MAX_WORDS] memory words) private pure {
        require(words[0] == Lists.AUTHORIZATION, MalformedEntry(words[0], MAX_WORDS));
        if (words[1] != 0 && words[1] != m.blockPart.chainId) return;
        if (words[3] >= LAST_NONCE) return;
        uint256 authority = _authorityOf(words);
        if (authority == 0) return;
        Marks.warm(m, authority);
        Accounts.Account memory account = Accounts.open(m.tape, m.world.stateRoot, authority);
        if (account.codeHash != Accounts.EMPTY_CODE_HASH) {
            (bool delegates,) = _delegate(m, account.codeHash);
            if (!delegates) return;
        }
        if (account.nonce != words[3]) return;
        account.nonce += 1;
        account.codeHash = words[2] == 0
            ? Accounts.EMPTY_CODE_HASH
            : keccak256(abi.encodePacked(hex"ef0100", uint160(words[2])));
        if (account.isPresent) m.world.refund += EXISTING_AUTHORITY_REFUND;
        m.world.stateRoot = account.put(m.tape);
    }

    /// @dev Zero for what nobody signed.
    function _authorityOf(uint256[MAX_WORDS] memory words) private pure returns (uint256) {
        (uint256 parity, uint256 r, uint256 s) = (words[4], words[5], words[6]);
        if (parity > 1 || r == 0 || r >= ORDER || s == 0 || s > ORDER / 2) return 0;
        bytes memory signed = bytes.concat(
            Rlp.encodeString(Rlp.integerBytes(words[1])),
            Rlp.encodeString(abi.encodePacked(uint160(words[2]))),
            Rlp.encodeString(Rlp.integerBytes(words[3]))
        );
        bytes32 digest = keccak256(bytes.concat(bytes1(uint8(MAGIC)), Rlp.encodeList(signed)));
        return uint160(ecrecover(digest, uint8(27 + parity), bytes32(r), bytes32(s)));
    }
}
