// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

/// @notice Storage of L2ToL1MessagePasser as a Merkle-Patricia trie: messages that were sent, and proofs.
/// @dev Knows nothing of how proofs are checked.
contract StorageTrie {
    bytes[] private _path;

    /// @notice Storage root with these messages. Of none, that of an empty trie.
    function root(bytes32[] memory hashes) external returns (bytes32) {
        if (hashes.length == 0) return keccak256(hex"80");
        return keccak256(_node(_keys(hashes), 0, 0));
    }

    /// @notice Nodes from the root to one of the messages.
    function prove(bytes32[] memory hashes, bytes32 hash) external returns (bytes[] memory proof) {
        if (hashes.length == 0) return proof;
        delete _path;
        bytes32[] memory keys = _keys(hashes);
        _node(keys, 0, _key(hash));
        proof = new bytes[](_path.length);
        for (uint256 i = 0; i < proof.length; i++) {
            proof[i] = _path[proof.length - 1 - i];
        }
    }

    /// @dev Pushes the nodes on the way to `wanted`, children first.
    function _node(bytes32[] memory keys, uint256 depth, bytes32 wanted)
        private
        returns (bytes memory encoded)
    {
        uint256 shared = depth;
        while (shared < 64 && _allShare(keys, shared)) shared++;
        if (keys.length == 1) {
            encoded = _short(keys[0], depth, 64, 0x20, hex"01");
        } else if (shared > depth) {
            bytes memory child = _reference(_node(keys, shared, wanted));
            encoded = _short(keys[0], depth, shared, 0, child);
        } else {
            bytes[] memory items = new bytes[](17);
            items[16] = hex"80";
            for (uint8 nibble = 0; nibble < 16; nibble++) {
                bytes32[] memory some = _withNibble(keys, depth, nibble);
                items[nibble] =
                    some.length == 0 ? bytes(hex"80") : _reference(_node(some, depth + 1, wanted));
            }
            encoded = RLP.encode(items);
        }
        for (uint256 i = 0; i < keys.length; i++) {
            if (keys[i] == wanted) _path.push(encoded);
        }
    }

    /// @dev A leaf or an extension: the nibbles from `start` to `end`, and an encoded value.
    function _short(bytes32 key, uint256 start, uint256 end, uint8 flag, bytes memory value)
        private
        pure
        returns (bytes memory)
    {
        bool isOdd = (end - start) % 2 == 1;
        bytes memory path = abi.encodePacked(isOdd ? flag | 0x10 | _nibble(key, start) : flag);
        for (uint256 i = isOdd ? start + 1 : start; i < end; i += 2) {
            path = abi.encodePacked(path, _nibble(key, i) << 4 | _nibble(key, i + 1));
        }
        bytes[] memory items = new bytes[](2);
        items[0] = RLP.encode(path);
        items[1] = value;
        return RLP.encode(items);
    }

    function _reference(bytes memory node) private pure returns (bytes memory) {
        return node.length < 32 ? node : abi.encodePacked(hex"a0", keccak256(node));
    }

    function _allShare(bytes32[] memory keys, uint256 index) private pure returns (bool) {
        for (uint256 i = 1; i < keys.length; i++) {
            if (_nibble(keys[i], index) != _nibble(keys[0], index)) return false;
        }
        return true;
    }

    function _withNibble(bytes32[] memory keys, uint256 index, uint8 nibble)
        private
        pure
        returns (bytes32[] memory some)
    {
        uint256 count = 0;
        for (uint256 i = 0; i < keys.length; i++) {
            if (_nibble(keys[i], index) == nibble) count++;
        }
        some = new bytes32[](count);
        for (uint256 i = 0; i < keys.length; i++) {
            if (_nibble(keys[i], index) == nibble) some[--count] = keys[i];
        }
    }

    function _nibble(bytes32 key, uint256 index) private pure returns (uint8) {
        return uint8(key[index / 2]) >> (index % 2 == 0 ? 4 : 0) & 0x0f;
    }

    function _keys(bytes32[] memory hashes) private pure returns (bytes32[] memory keys) {
        keys = new bytes32[](hashes.length);
        for (uint256 i = 0; i < hashes.length; i++) {
            keys[i] = _key(hashes[i]);
        }
    }

    function _key(bytes32 hash) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(abi.encode(hash, uint256(0)))));
    }
}
