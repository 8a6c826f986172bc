// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, Pending} from "../machine/Parts.sol";
import {MemoryTree} from "../memory/MemoryTree.sol";
import {CreatedAddress} from "../opcode/CreatedAddress.sol";
import {MemoryGas} from "../opcode/MemoryGas.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {Accounts} from "../state/Accounts.sol";
import {Frames} from "../state/Frames.sol";
import {Marks} from "../state/Marks.sol";
import {TxMap} from "../state/TxMap.sol";
import {Trie} from "../trie/Trie.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice CREATE, CREATE2 and CREATE_ENTER: what the creator pays, then the account and the frame.
contract CreateStep is OpcodeModule {
    using Accounts for Accounts.Account;
    using Frames for Frame;
    using MachineState for Machine;
    using MemoryGas for Opcode;
    using MemoryTree for MemoryTree.Range;
    using Opcodes for Opcode;

    uint256 private constant CREATE = 0xf0;
    uint256 private constant CREATE2 = 0xf5;
    uint256 private constant CREATE_GAS = 32_000;
    uint256 private constant INIT_WORD_GAS = 2;
    uint256 private constant KECCAK_WORD_GAS = 6;
    uint256 private constant MAX_INIT_CODE = 49_152;
    uint256 private constant LAST_NONCE = type(uint64).max;

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape)
        external
        view
        override
        returns (bytes32)
    {
        Machine memory m = MachineState.open(preHash, tape);
        return m.kind == Kind.CREATE_ENTER ? _enter(m) : _stepOpcode(m);
    }

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (opcode == CREATE) return (true, OpcodeRule(3, 0, CREATE_GAS, true));
        if (opcode == CREATE2) return (true, OpcodeRule(4, 0, CREATE_GAS, true));
        return (false, rule);
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        (uint256 offset, uint256 length) = (op.args[1], op.args[2]);
        if (!op.expand(offset, length) || length > MAX_INIT_CODE) return op.m.halt();
        uint256 wordGas = op.number == CREATE2 ? INIT_WORD_GAS + KECCAK_WORD_GAS : INIT_WORD_GAS;
        if (!op.charge(wordGas * MemoryGas.wordCount(length))) return op.m.halt();
        uint256 gas = op.m.frame.gas - op.m.frame.gas / 64;
        op.m.frame.gas -= gas;
        Pending memory pending;
        pending.op = op.number;
        (pending.words[0], pending.words[1]) = (op.args[0], gas);
        if (length > 0) {
            pending.words[2] = uint256(op.m.frame.memoryRoot);
            (pending.words[3], pending.words[4]) = (offset, length);
        }
        if (op.number == CREATE2) pending.words[5] = op.args[3];
        return op.m.suspend(Kind.CREATE_ENTER, pending);
    }

    /// @dev Words: value, gas, init code (root, offset, length), salt.
    function _enter(Machine memory m) private pure returns (bytes32) {
        require(m.transactionHash != 0 && m.pendingHash != 0, MachineState.PartAbsent());
        uint256[12] memory words = m.pending.words;
        bytes32 codeHash = _initCodeHash(m, words);
        if (m.frameHash == 0) return _enterOutermost(m, words, codeHash);
        uint256 creator = m.frame.self;
        Accounts.Account memory account = Accounts.open(m.tape, m.world.stateRoot, creator);
        uint256 nonce = account.nonce;
        if (m.frame.depth >= Frames.MAX_DEPTH || account.balance < words[0] || nonce == LAST_NONCE)
        {
            return Frames.refuse(m, words[1]);
        }
        uint256 self = m.pending.op == CREATE2
            ? CreatedAddress.byCreate2(creator, words[5], codeHash)
            : CreatedAddress.byCreate(creator, nonce);
        account.nonce = nonce + 1;
        m.world.stateRoot = account.put(m.tape);
        Marks.warm(m, self);
        Frame memory created;
        created.takeSnapshot(m.world);
        if (!_makeAccount(m, creator, self, words[0])) return Frames.refuse(m, 0);
        return _run(m, created, creator, self, words, codeHash);
    }

    /// @dev Of a creation transaction: nonce and warm address are dealt with, and there is no frame before it.
    function _enterOutermost(Machine memory m, uint256[12] memory words, bytes32 codeHash)
        private
        pure
        returns (bytes32)
    {
        (uint256 creator, uint256 self) = (m.transaction.origin, m.transaction.to);
        Frame memory created;
        created.takeSnapshot(m.world);
        if (!_makeAccount(m, creator, self, words[0])) {
            // All gas is lost.
            Pending memory pending;
            return m.finish(Kind.TX_FINALIZE, pending);
        }
        return _run(m, created, creator, self, words, codeHash);
    }

    function _run(
        Machine memory m,
        Frame memory created,
        uint256 creator,
        uint256 self,
        uint256[12] memory words,
        bytes32 codeHash
    ) private pure returns (bytes32) {
        Marks.set(m, TxMap.CREATED, self, 0);
        created.depth = m.frame.depth + 1;
        // Its nonce stands in the world: the creator's frame itself is as it was opened.
        created.parentHash = m.frameHash;
        created.isCreate = 1;
        (created.self, created.caller) = (self, creator);
        created.codeHash = codeHash;
        (created.value, created.gas) = (words[0], words[1]);
        m.frame = created;
        return m.proceed();
    }

    function _initCodeHash(Machine memory m, uint256[12] memory words)
        private
        pure
        returns (bytes32)
    {
        if (words[4] == 0) return Accounts.EMPTY_CODE_HASH;
        MemoryTree.Range memory range =
            MemoryTree.open(m.tape, bytes32(words[2]), words[3], words[4]);
        return keccak256(range.read(words[3], words[4]));
    }

    /// @dev The account with nonce 1 and the value; false when something is there already (EIP-684, EIP-7610).
    function _makeAccount(Machine memory m, uint256 payer, uint256 self, uint256 value)
        private
        pure
        returns (bool)
    {
        Accounts.Account memory account = Accounts.open(m.tape, m.world.stateRoot, self);
        if (
            account.nonce != 0 || account.codeHash != Accounts.EMPTY_CODE_HASH
                || account.storageRoot != Trie.EMPTY_ROOT
        ) return false;
        account.nonce = 1;
        account.balance += value;
        m.world.stateRoot = account.put(m.tape);
        if (value > 0) {
            account = Accounts.open(m.tape, m.world.stateRoot, payer);
            account.balance -= value;
            m.world.stateRoot = account.put(m.tape);
        }
        return true;
    }
}
