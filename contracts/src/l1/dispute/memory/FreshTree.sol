// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MemoryTree} from "./MemoryTree.sol";

/// @notice Memory trees that begin with given bytes and have nothing else.
library FreshTree {
    function rootOf(bytes calldata data) internal pure returns (bytes32) {
        uint256 count = (data.length + 31) >> 5;
        if (count == 0) return 0;
        // One more, so that an odd last node has a sibling; both it and what pads the bytes are zero.
        bytes32[] memory level = new bytes32[](count + 1);
        assembly ("memory-safe") {
            calldatacopy(add(level, 0x20), data.offset, data.length)
        }
        for (uint256 depth = 0; depth < MemoryTree.DEPTH; ++depth) {
            if (count & 1 == 1) level[count] = 0;
            count = (count + 1) >> 1;
            for (uint256 i = 0; i < count; ++i) {
                level[i] = MemoryTree.node(level[2 * i], level[2 * i + 1]);
            }
        }
        return level[0];
    }
}
