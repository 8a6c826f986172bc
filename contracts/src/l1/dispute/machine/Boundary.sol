// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Trie} from "../trie/Trie.sol";
import {Kind} from "./Kind.sol";
import {Machine, MachineState} from "./Machine.sol";
import {Pending, World} from "./Parts.sol";
import {Tape} from "./Tape.sol";

/// @notice How states follow each other where no frame runs: inputs, and a transaction's steps around its frames.
library Boundary {
    using MachineState for Machine;
    using Tape for Tape.Reader;

    /// @notice Steps of a slot of a block's trace: one for its beginning, one for each input, one for its end.
    uint256 internal constant SLOT_STEPS = 1 << 25;

    /// @notice keccak256 of 256 zero bytes: the bloom without bits.
    bytes32 internal constant EMPTY_BLOOM_HASH =
        0xd397b3b043d87fcd6fad1291ff0bfd16401c274896d8c63a923727f077b8e0b5;

    /// @notice The state itself, where it waits for a position.
    function wait(Machine memory m, bytes32 preHash) internal pure returns (bytes32) {
        m.tape.close();
        return preHash;
    }

    /// @notice The transaction goes on without an operation.
    function goOn(Machine memory m, uint256 kind) internal pure returns (bytes32) {
        return m.between(kind, true, 0);
    }

    /// @notice The transaction goes on with an operation.
    function goOn(Machine memory m, uint256 kind, Pending memory pending)
        internal
        pure
        returns (bytes32)
    {
        return m.between(kind, true, MachineState.hashPending(pending));
    }

    /// @notice The transaction ends without having run: as if its outermost frame had halted.
    function fail(Machine memory m) internal pure returns (bytes32) {
        Pending memory pending;
        return goOn(m, Kind.TX_FINALIZE, pending);
    }

    /// @notice An input is done: the state before the next one, or before the block's end.
    function afterInput(Machine memory m) internal pure returns (bytes32) {
        m.blockPart.inputIndex += 1;
        return beforeInput(m);
    }

    function beforeInput(Machine memory m) internal pure returns (bytes32) {
        bool isDone = m.blockPart.inputIndex == m.blockPart.inputCount;
        return m.between(isDone ? Kind.BLOCK_END : Kind.TX_NEXT, false, 0);
    }

    /// @notice Leaves of the world its state, and nothing of any transaction.
    function clear(World memory world) internal pure {
        world.txMapRoot = Trie.EMPTY_ROOT;
        (world.refund, world.logCount, world.logAcc) = (0, 0, 0);
        (world.bloomHash, world.selfdestructAcc) = (EMPTY_BLOOM_HASH, 0);
    }
}
