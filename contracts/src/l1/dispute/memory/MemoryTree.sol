// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Tape} from "../machine/Tape.sol";

/// @notice A Merkle tree of 2^17 words. A node over two zero nodes is zero, so that fresh memory has root 0.
/// @dev A range of words is one element of the tape: the words, then level by level the sibling left of the
/// range (where that begins with a right child) and right of it (where it ends with a left child).
library MemoryTree {
    using Tape for Tape.Reader;

    uint256 internal constant DEPTH = 17;
    uint256 internal constant WORDS = 1 << DEPTH;

    /// @notice Words `first …` of a tree, opened: they may be changed, and have a root again.
    struct Range {
        uint256 first;
        bytes32[] words;
        /// @dev The siblings, as a place in calldata.
        uint256 siblings;
        uint256 siblingsEnd;
    }

    error RangeOutsideMemory(uint256 first, uint256 count);
    error WrongRoot(bytes32 root, bytes32 expected);

    /// @notice Reads the words that `length` bytes at `offset` touch, at least one byte.
    function open(Tape.Reader memory tape, bytes32 root, uint256 offset, uint256 length)
        internal
        pure
        returns (Range memory range)
    {
        uint256 first = offset >> 5;
        uint256 count = ((offset + length - 1) >> 5) - first + 1;
        require(first + count <= WORDS, RangeOutsideMemory(first, count));
        bytes calldata element = tape.next();
        require(
            element.length >= count * 32 && element.length & 31 == 0,
            Tape.WrongElementLength(element.length, count * 32)
        );
        range.first = first;
        range.words = new bytes32[](count);
        bytes32[] memory words = range.words;
        uint256 siblings;
        assembly ("memory-safe") {
            calldatacopy(add(words, 0x20), element.offset, mul(count, 0x20))
            siblings := add(element.offset, mul(count, 0x20))
        }
        range.siblings = siblings;
        range.siblingsEnd = siblings + element.length - count * 32;
        bytes32 opened = rootOf(range);
        require(opened == root, WrongRoot(opened, root));
    }

    /// @notice The root of the tree with the range's words in it.
    function rootOf(Range memory range) internal pure returns (bytes32) {
        uint256 count = range.words.length;
        bytes32[] memory level = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            level[i] = range.words[i];
        }
        uint256 first = range.first;
        uint256 sibling = range.siblings;
        for (uint256 depth = 0; depth < DEPTH; ++depth) {
            (count, sibling) = _fold(level, count, first, sibling);
            first >>= 1;
        }
        require(
            sibling == range.siblingsEnd,
            Tape.WrongElementLength(range.siblingsEnd - range.siblings, sibling - range.siblings)
        );
        return level[0];
    }

    /// @notice The root of a tree that begins with these bytes and is zero otherwise.
    function rootOfBytes(bytes memory data) internal pure returns (bytes32) {
        uint256 count = (data.length + 31) >> 5;
        require(count <= WORDS, RangeOutsideMemory(0, count));
        if (count == 0) return 0;
        bytes32[] memory level = new bytes32[](count);
        assembly ("memory-safe") {
            mcopy(add(level, 0x20), add(data, 0x20), mload(data))
        }
        for (uint256 depth = 0; depth < DEPTH; ++depth) {
            uint256 folded = (count + 1) >> 1;
            for (uint256 i = 0; i < folded; ++i) {
                level[i] = node(level[2 * i], 2 * i + 1 < count ? level[2 * i + 1] : bytes32(0));
            }
            count = folded;
        }
        return level[0];
    }

    /// @notice The bytes of a range that was opened for them.
    function read(Range memory range, uint256 offset, uint256 length)
        internal
        pure
        returns (bytes memory data)
    {
        data = new bytes(length);
        bytes32[] memory words = range.words;
        assembly ("memory-safe") {
            mcopy(add(data, 0x20), add(add(words, 0x20), and(offset, 31)), length)
        }
    }

    /// @notice Puts bytes into a range that was opened for them.
    function write(Range memory range, uint256 offset, bytes memory data) internal pure {
        bytes32[] memory words = range.words;
        assembly ("memory-safe") {
            mcopy(add(add(words, 0x20), and(offset, 31)), add(data, 0x20), mload(data))
        }
    }

    /// @dev Makes of the first `count` nodes of a level those of the level above, in place.
    function _fold(bytes32[] memory level, uint256 count, uint256 first, uint256 sibling)
        private
        pure
        returns (uint256 folded, uint256 nextSibling)
    {
        uint256 i = 0;
        if (first & 1 == 1) {
            level[folded++] = node(_wordAt(sibling), level[i++]);
            sibling += 32;
        }
        for (; i + 1 < count; i += 2) {
            level[folded++] = node(level[i], level[i + 1]);
        }
        if (i < count) {
            level[folded++] = node(level[i], _wordAt(sibling));
            sibling += 32;
        }
        return (folded, sibling);
    }

    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        if (left == 0 && right == 0) return 0;
        return keccak256(abi.encode(left, right));
    }

    /// @dev Beyond the element the count of siblings is wrong, which `rootOf` finds in the end.
    function _wordAt(uint256 place) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := calldataload(place)
        }
    }
}
