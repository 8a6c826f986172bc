// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Kind} from "./Kind.sol";
import {BlockPart, Frame, Pending, TransactionPart, World} from "./Parts.sol";
import {Tape} from "./Tape.sol";

/// @notice A machine state, opened: its parts may be changed, their hashes are those of the state as it was.
struct Machine {
    uint256 kind;
    World world;
    BlockPart blockPart;
    TransactionPart transaction;
    Frame frame;
    Pending pending;
    bytes32 worldHash;
    bytes32 blockHash;
    bytes32 transactionHash;
    bytes32 frameHash;
    bytes32 pendingHash;
    Tape.Reader tape;
}

/// @notice Opens a state from a tape and commits to the one after it:
/// `keccak(TAG, kind, H(W), H(B), H(T), H(F), H(P))`, the word 0 for a part that is absent.
library MachineState {
    using Tape for Tape.Reader;

    bytes32 internal constant TAG = keccak256("MVM machine state 1");

    uint256 internal constant WORLD_WORDS = 7;
    uint256 internal constant BLOCK_WORDS = 22;
    uint256 internal constant TRANSACTION_WORDS = 26;
    uint256 internal constant FRAME_WORDS = 29;
    uint256 internal constant PENDING_WORDS = 13;

    /// @notice The first word of a pending FRAME_EXIT.
    uint256 internal constant HALTED = 0;
    uint256 internal constant SUCCEEDED = 1;
    uint256 internal constant REVERTED = 2;

    error WrongState(bytes32 opened, bytes32 expected);
    error WrongKind(uint256 kind);
    error PartAbsent();

    /// @notice The state that `preHash` commits to. Reverts when the tape does not begin with it.
    function open(bytes32 preHash, bytes calldata tape) internal pure returns (Machine memory m) {
        m.tape = Tape.open(tape);
        uint256[1] memory kind;
        m.tape.nextWords(_at(kind), 1);
        m.kind = kind[0];
        m.worldHash = _openPart(m.tape, _at(m.world), WORLD_WORDS);
        m.blockHash = _openPart(m.tape, _at(m.blockPart), BLOCK_WORDS);
        m.transactionHash = _openPart(m.tape, _at(m.transaction), TRANSACTION_WORDS);
        m.frameHash = _openPart(m.tape, _at(m.frame), FRAME_WORDS);
        m.pendingHash = _openPending(m);
        bytes32 opened = _commit(
            m.kind, m.worldHash, m.blockHash, m.transactionHash, m.frameHash, m.pendingHash
        );
        require(opened == preHash, WrongState(opened, preHash));
    }

    function requireKind(Machine memory m, uint256 kind) internal pure {
        require(m.kind == kind, WrongKind(m.kind));
    }

    /// @notice W, B, T and F are there, as every kind from EXEC to FRAME_EXIT needs them.
    function requireFrame(Machine memory m) internal pure {
        require(m.transactionHash != 0 && m.frameHash != 0, PartAbsent());
    }

    /// @notice The state in which the frame goes on with its next opcode.
    function proceed(Machine memory m) internal pure returns (bytes32) {
        return _afterFrame(m, Kind.EXEC, 0);
    }

    /// @notice The state in which an operation goes on by steps of another kind.
    function suspend(Machine memory m, uint256 kind, Pending memory pending)
        internal
        pure
        returns (bytes32)
    {
        return _afterFrame(m, kind, hashPending(pending));
    }

    /// @notice The state in which the outermost frame is gone and its transaction goes on.
    function finish(Machine memory m, uint256 kind, Pending memory pending)
        internal
        pure
        returns (bytes32)
    {
        m.tape.close();
        return
            _commit(
                kind, hashWorld(m.world), m.blockHash, m.transactionHash, 0, hashPending(pending)
            );
    }

    /// @notice The state between frames: no F, and T and P if they are wanted.
    function between(Machine memory m, uint256 kind, bool hasTransaction, bytes32 pendingHash)
        internal
        pure
        returns (bytes32)
    {
        m.tape.close();
        return _commit(
            kind,
            hashWorld(m.world),
            hashWords(_at(m.blockPart), BLOCK_WORDS),
            hasTransaction ? hashWords(_at(m.transaction), TRANSACTION_WORDS) : bytes32(0),
            0,
            pendingHash
        );
    }

    /// @notice Puts the frame's caller in its place: the next element of the tape.
    function openParent(Machine memory m) internal pure {
        bytes32 expected = m.frame.parentHash;
        Frame memory parent;
        m.tape.nextWords(_at(parent), FRAME_WORDS);
        bytes32 hash = hashFrame(parent);
        require(hash == expected, Tape.WrongElement(hash, expected));
        m.frame = parent;
    }

    /// @notice The only way in which a frame halts exceptionally: the state as it was, and its frame about to
    /// fail. Nothing that was changed since it was opened counts.
    function halt(Machine memory m) internal pure returns (bytes32) {
        m.tape.close();
        Pending memory pending;
        return _commit(
            Kind.FRAME_EXIT,
            m.worldHash,
            m.blockHash,
            m.transactionHash,
            m.frameHash,
            hashPending(pending)
        );
    }

    function hashWorld(World memory world) internal pure returns (bytes32) {
        return hashWords(_at(world), WORLD_WORDS);
    }

    function hashFrame(Frame memory frame) internal pure returns (bytes32) {
        return hashWords(_at(frame), FRAME_WORDS);
    }

    function hashPending(Pending memory pending) internal pure returns (bytes32) {
        // The twelve words stand apart from the struct.
        uint256[13] memory flat;
        flat[0] = pending.op;
        for (uint256 i = 0; i < 12; ++i) {
            flat[i + 1] = pending.words[i];
        }
        return hashWords(_at(flat), PENDING_WORDS);
    }

    /// @notice keccak256 of `count` words of memory: what `keccak256(abi.encode(...))` of a struct there gives.
    function hashWords(uint256 place, uint256 count) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            hash := keccak256(place, mul(count, 0x20))
        }
    }

    function _afterFrame(Machine memory m, uint256 kind, bytes32 pendingHash)
        private
        pure
        returns (bytes32)
    {
        m.tape.close();
        return _commit(
            kind,
            hashWorld(m.world),
            m.blockHash,
            m.transactionHash,
            hashFrame(m.frame),
            pendingHash
        );
    }

    function _commit(
        uint256 kind,
        bytes32 worldHash,
        bytes32 blockHash,
        bytes32 transactionHash,
        bytes32 frameHash,
        bytes32 pendingHash
    ) private pure returns (bytes32) {
        return keccak256(
            abi.encode(TAG, kind, worldHash, blockHash, transactionHash, frameHash, pendingHash)
        );
    }

    /// @dev An empty element stands for a part that is absent, whose hash is 0.
    function _openPart(Tape.Reader memory tape, uint256 to, uint256 count)
        private
        pure
        returns (bytes32)
    {
        if (_skipsEmpty(tape)) return 0;
        tape.nextWords(to, count);
        return hashWords(to, count);
    }

    function _openPending(Machine memory m) private pure returns (bytes32) {
        if (_skipsEmpty(m.tape)) return 0;
        uint256[13] memory flat;
        m.tape.nextWords(_at(flat), PENDING_WORDS);
        m.pending.op = flat[0];
        for (uint256 i = 0; i < 12; ++i) {
            m.pending.words[i] = flat[i + 1];
        }
        return hashWords(_at(flat), PENDING_WORDS);
    }

    function _skipsEmpty(Tape.Reader memory tape) private pure returns (bool) {
        uint256 start = tape.position;
        if (tape.next().length == 0) return true;
        tape.position = start;
        return false;
    }

    function _at(World memory part) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := part
        }
    }

    function _at(BlockPart memory part) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := part
        }
    }

    function _at(TransactionPart memory part) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := part
        }
    }

    function _at(Frame memory part) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := part
        }
    }

    function _at(uint256[13] memory words) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := words
        }
    }

    function _at(uint256[1] memory words) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := words
        }
    }
}
