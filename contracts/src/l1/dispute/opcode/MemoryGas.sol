// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MemoryTree} from "../memory/MemoryTree.sol";
import {Opcode, Opcodes} from "./Opcode.sol";

/// @notice What memory costs (Yellow Paper, appendix H).
library MemoryGas {
    using Opcodes for Opcode;

    uint256 private constant MAX_LENGTH = MemoryTree.WORDS * 32;

    /// @notice Makes memory reach to the end of a range; false when gas does not pay for it.
    /// @dev The tree's 4 MiB are more than the largest gas limit pays for.
    function expand(Opcode memory op, uint256 offset, uint256 length) internal pure returns (bool) {
        if (length == 0) return true;
        if (offset > MAX_LENGTH || length > MAX_LENGTH) return false;
        uint256 words = wordCount(offset + length);
        if (words > MemoryTree.WORDS) return false;
        uint256 present = op.m.frame.memoryWords;
        if (words <= present) return true;
        if (!op.charge(cost(words) - cost(present))) return false;
        op.m.frame.memoryWords = words;
        return true;
    }

    function cost(uint256 words) internal pure returns (uint256) {
        return 3 * words + words * words / 512;
    }

    /// @notice Words that so many bytes fill; at most 2^256 - 32.
    function wordCount(uint256 length) internal pure returns (uint256) {
        return (length + 31) >> 5;
    }
}
