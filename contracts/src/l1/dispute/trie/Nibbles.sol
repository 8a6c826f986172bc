// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rlp} from "./Rlp.sol";

/// @notice Up to 64 nibbles in a word, the first at its left end; what follows the last is zero.
library Nibbles {
    struct Path {
        uint256 word;
        uint256 length;
    }

    /// @notice The path in a node's first item (Yellow Paper, appendix C), and whether the node is a leaf.
    function decode(bytes memory node, uint256 start, uint256 end)
        internal
        pure
        returns (Path memory path, bool isLeaf)
    {
        require(end > start && end - start <= 33, Rlp.MalformedRlp());
        uint256 first = Rlp.byteAt(node, start);
        path.length = 2 * (end - start - 1);
        path.word = uint256(bytes32(Rlp.slice(node, start + 1, end)));
        if (first & 0x10 != 0) {
            path.word = ((first & 15) << 252) | (path.word >> 4);
            path.length += 1;
        }
        return (path, first & 0x20 != 0);
    }

    /// @notice A path as a node holds it, without an RLP header.
    function encode(Path memory path, bool isLeaf) internal pure returns (bytes memory) {
        uint256 first = isLeaf ? 0x20 : 0;
        uint256 word = path.word;
        if (path.length & 1 == 1) {
            first |= 0x10 | (word >> 252);
            word <<= 4;
        }
        bytes memory whole = abi.encodePacked(uint8(first), word);
        return Rlp.slice(whole, 0, 1 + path.length / 2);
    }

    /// @notice The nibbles from `start` on.
    function from(Path memory path, uint256 start) internal pure returns (Path memory) {
        return Path(path.word << (4 * start), path.length - start);
    }

    /// @notice The first nibbles.
    function until(Path memory path, uint256 end) internal pure returns (Path memory) {
        return Path(end == 0 ? 0 : path.word & ~(type(uint256).max >> (4 * end)), end);
    }

    function join(Path memory first, Path memory second) internal pure returns (Path memory) {
        uint256 length = first.length + second.length;
        require(length <= 64, Rlp.MalformedRlp());
        return Path(first.word | (second.word >> (4 * first.length)), length);
    }

    function nibbleAt(Path memory path, uint256 index) internal pure returns (uint256) {
        return (path.word >> (252 - 4 * index)) & 15;
    }

    /// @notice How many nibbles two paths begin with in common.
    function common(Path memory a, Path memory b) internal pure returns (uint256 count) {
        uint256 least = a.length < b.length ? a.length : b.length;
        uint256 difference = a.word ^ b.word;
        while (count < least && difference >> 252 == 0) {
            difference <<= 4;
            ++count;
        }
    }
}
