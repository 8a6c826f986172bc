// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice Merkle tree over consecutive blocks' output roots.
/// @dev Leaf keccak(blockNumber, root); leaves are padded with zero to a power of two. Depth and index are
/// given by the tree's count, so that an inner node can never pass for a leaf.
library OutputRootTree {
    /// @notice Merkle root over `roots`, the first of which is block `firstBlock`'s. At least one.
    function merkleRoot(uint256 firstBlock, bytes32[] calldata roots)
        internal
        pure
        returns (bytes32)
    {
        uint256 width = 1 << depth(roots.length);
        bytes32[] memory level = new bytes32[](width);
        for (uint256 i = 0; i < roots.length; i++) {
            level[i] = leaf(firstBlock + i, roots[i]);
        }
        for (; width > 1; width >>= 1) {
            for (uint256 i = 0; i < width; i += 2) {
                level[i >> 1] = Hashes.efficientKeccak256(level[i], level[i + 1]);
            }
        }
        return level[0];
    }

    /// @notice The Merkle root that a leaf and its siblings, lowest first, lead to.
    function fold(bytes32 node, uint256 index, bytes32[] calldata siblings)
        internal
        pure
        returns (bytes32)
    {
        for (uint256 i = 0; i < siblings.length; i++) {
            node = index & 1 == 0
                ? Hashes.efficientKeccak256(node, siblings[i])
                : Hashes.efficientKeccak256(siblings[i], node);
            index >>= 1;
        }
        return node;
    }

    function leaf(uint256 blockNumber, bytes32 root) internal pure returns (bytes32) {
        return Hashes.efficientKeccak256(bytes32(blockNumber), root);
    }

    /// @notice Levels above the leaves of a tree of `count` leaves.
    function depth(uint256 count) internal pure returns (uint256 levels) {
        while (1 << levels < count) {
            levels++;
        }
    }
}
