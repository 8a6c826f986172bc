// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The bloom filter of logs (Yellow Paper, 4.3.1), 256 bytes.
library Bloom {
    /// @notice Sets the three bits of an entry: an address of 20 bytes or a topic of 32.
    function add(bytes memory bloom, bytes memory entry) internal pure {
        uint256 hash = uint256(keccak256(entry));
        for (uint256 i = 0; i < 3; ++i) {
            uint256 bit = (hash >> (240 - 16 * i)) & 0x7ff;
            uint256 index = 255 - (bit >> 3);
            bloom[index] = bytes1(uint8(bloom[index]) | uint8(1 << (bit & 7)));
        }
    }
}
