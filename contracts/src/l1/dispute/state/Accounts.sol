// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Tape} from "../machine/Tape.sol";
import {Rlp} from "../trie/Rlp.sol";
import {Trie} from "../trie/Trie.sol";

/// @notice Accounts of a state trie. Nobody can tell an empty account from one that is absent (EIP-161), so that
/// an empty one never stands in the trie.
library Accounts {
    using Trie for Trie.Way;

    bytes32 internal constant EMPTY_CODE_HASH =
        0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470;

    /// @notice An account and the way to it, by which it can be written.
    struct Account {
        Trie.Way way;
        bool isPresent;
        uint256 nonce;
        uint256 balance;
        bytes32 storageRoot;
        bytes32 codeHash;
    }

    function open(Tape.Reader memory tape, bytes32 stateRoot, uint256 account)
        internal
        pure
        returns (Account memory opened)
    {
        opened.way = Trie.walk(tape, stateRoot, keccak256(abi.encodePacked(uint160(account))));
        bytes memory value = opened.way.value();
        (opened.storageRoot, opened.codeHash) = (Trie.EMPTY_ROOT, EMPTY_CODE_HASH);
        if (value.length == 0) return opened;
        opened.isPresent = true;
        (uint256 position,) = Rlp.bounds(value, 0);
        uint256[4] memory fields;
        for (uint256 i = 0; i < 4; ++i) {
            (uint256 payload, uint256 end) = Rlp.bounds(value, position);
            fields[i] = Rlp.integer(value, payload, end);
            position = end;
        }
        (opened.nonce, opened.balance) = (fields[0], fields[1]);
        (opened.storageRoot, opened.codeHash) = (bytes32(fields[2]), bytes32(fields[3]));
    }

    /// @notice The state root with the account as it is now.
    function put(Account memory account, Tape.Reader memory tape) internal pure returns (bytes32) {
        if (account.nonce == 0 && account.balance == 0 && account.codeHash == EMPTY_CODE_HASH) {
            return account.way.remove(tape);
        }
        bytes memory payload = bytes.concat(
            Rlp.encodeString(Rlp.integerBytes(account.nonce)),
            Rlp.encodeString(Rlp.integerBytes(account.balance)),
            Rlp.encodeString(abi.encode(account.storageRoot)),
            Rlp.encodeString(abi.encode(account.codeHash))
        );
        return account.way.put(Rlp.encodeList(payload));
    }
}
