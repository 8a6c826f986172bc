// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {KeccakPermutation} from "./KeccakPermutation.sol";

/// @notice keccak256 of more bytes than one step can carry: the sponge between two blocks.
/// @dev Its 200 bytes are those of the standard: 25 lanes, each little-endian.
library KeccakSponge {
    /// @notice Bytes that go in between two permutations.
    uint256 internal constant RATE = 136;
    uint256 private constant SIZE = 200;

    error WrongSpongeLength(uint256 length);

    /// @notice The lanes of a sponge of 200 bytes.
    function open(bytes calldata sponge) internal pure returns (uint256[25] memory lanes) {
        require(sponge.length == SIZE, WrongSpongeLength(sponge.length));
        for (uint256 i = 0; i < 24; i += 4) {
            _addLanes(lanes, i, uint256(bytes32(sponge[8 * i:8 * i + 32])));
        }
        lanes[24] = _reversed(uint64(bytes8(sponge[192:])));
    }

    /// @notice The 200 bytes of a sponge.
    function encode(uint256[25] memory lanes) internal pure returns (bytes memory sponge) {
        sponge = new bytes(SIZE);
        for (uint256 i = 0; i < 25; ++i) {
            uint256 lane = _reversed(lanes[i]) << 192;
            // What a lane's word has beyond its 8 bytes, the next ones fill; after the last is room.
            assembly ("memory-safe") {
                mstore(add(add(sponge, 0x20), mul(i, 8)), lane)
            }
        }
    }

    /// @notice Takes in whole blocks.
    function absorb(uint256[25] memory lanes, bytes memory blocks) internal pure {
        for (uint256 start = 0; start < blocks.length; start += RATE) {
            for (uint256 i = 0; i < 16; i += 4) {
                _addLanes(lanes, i, _wordAt(blocks, start + 8 * i));
            }
            lanes[16] ^= _reversed(_wordAt(blocks, start + 128) >> 192);
            KeccakPermutation.permute(lanes);
        }
    }

    /// @notice Takes in the last bytes, which may be none, and gives the hash of all.
    function finish(uint256[25] memory lanes, bytes memory rest) internal pure returns (bytes32) {
        bytes memory padding = new bytes(RATE - rest.length % RATE);
        padding[0] = 0x01;
        padding[padding.length - 1] |= 0x80;
        absorb(lanes, bytes.concat(rest, padding));
        return bytes32(encode(lanes));
    }

    function _wordAt(bytes memory data, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 0x20), offset))
        }
    }

    /// @dev Adds 32 bytes to four lanes.
    function _addLanes(uint256[25] memory lanes, uint256 first, uint256 word) private pure {
        word = _reversed(word);
        lanes[first] ^= word >> 192;
        lanes[first + 1] ^= uint64(word >> 128);
        lanes[first + 2] ^= uint64(word >> 64);
        lanes[first + 3] ^= uint64(word);
    }

    /// @dev The bytes of each 8 in the opposite order.
    function _reversed(uint256 word) private pure returns (uint256) {
        uint256 odd = 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff;
        word = (word & odd) << 8 | (word >> 8 & odd);
        odd = 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff;
        word = (word & odd) << 16 | (word >> 16 & odd);
        odd = 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff;
        return (word & odd) << 32 | (word >> 32 & odd);
    }
}
