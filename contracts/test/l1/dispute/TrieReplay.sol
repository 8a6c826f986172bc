// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Tape} from "../../../src/l1/dispute/machine/Tape.sol";
import {Trie} from "../../../src/l1/dispute/trie/Trie.sol";

/// @notice Writes a trie on a tape, for comparison with the trie in TypeScript.
contract TrieReplay {
    using Tape for Tape.Reader;
    using Trie for Trie.Way;

    /// @notice The value of a key, and the root with another one; an empty one removes the key.
    function put(bytes32 root, bytes32 key, bytes calldata written, bytes calldata tape)
        external
        pure
        returns (bytes memory value, bytes32 newRoot)
    {
        Tape.Reader memory reader = Tape.open(tape);
        Trie.Way memory way = Trie.walk(reader, root, key);
        value = way.value();
        newRoot = written.length == 0 ? way.remove(reader) : way.put(written);
        reader.close();
    }
}
