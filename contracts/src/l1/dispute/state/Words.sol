// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Tape} from "../machine/Tape.sol";
import {Rlp} from "../trie/Rlp.sol";
import {Trie} from "../trie/Trie.sol";

/// @notice Tries of words: an account's storage, and the transaction's own trie. A word of 0 is absent.
library Words {
    using Trie for Trie.Way;

    /// @notice A word and the way to it, by which it can be written.
    struct Word {
        Trie.Way way;
        uint256 value;
    }

    function open(Tape.Reader memory tape, bytes32 root, bytes32 key)
        internal
        pure
        returns (Word memory word)
    {
        word.way = Trie.walk(tape, root, key);
        bytes memory value = word.way.value();
        if (value.length == 0) return word;
        (uint256 payload, uint256 end) = Rlp.bounds(value, 0);
        word.value = Rlp.integer(value, payload, end);
    }

    /// @notice A slot of an account's storage.
    function openSlot(Tape.Reader memory tape, bytes32 storageRoot, uint256 slot)
        internal
        pure
        returns (Word memory)
    {
        return open(tape, storageRoot, keccak256(abi.encode(slot)));
    }

    /// @notice The root with another word there.
    function put(Word memory word, Tape.Reader memory tape, uint256 value)
        internal
        pure
        returns (bytes32)
    {
        if (value == 0) return word.way.remove(tape);
        return word.way.put(Rlp.encodeString(Rlp.integerBytes(value)));
    }
}
