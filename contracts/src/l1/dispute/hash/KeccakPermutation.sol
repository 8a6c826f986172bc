// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Keccak-f[1600] (FIPS 202, 3.3). A state is 25 lanes of 64 bits, each in a word of its own, lane (x, y)
/// at 5y + x.
library KeccakPermutation {
    bytes private constant ROUND_CONSTANTS = hex"00000000000000010000000000008082800000000000808a8000000080008000"
        hex"000000000000808b000000008000000180000000800080818000000000008009"
        hex"000000000000008a00000000000000880000000080008009000000008000000a"
        hex"000000008000808b800000000000008b80000000000080898000000000008003"
        hex"80000000000080028000000000000080000000000000800a800000008000000a"
        hex"8000000080008081800000000000808000000000800000018000000080008008";
    bytes private constant ROTATIONS = hex"00013e1c1b242c063714030a2b1927292d0f150812023d380e";
    uint256 private constant LANE = type(uint64).max;

    /// @notice Permutes the lanes in place. See `permutePlain`.
    function permute(uint256[25] memory lanes) internal pure {
        // A second state, and the five words that theta adds.
        uint256[30] memory other;
        bytes memory constants = ROUND_CONSTANTS;
        assembly ("memory-safe") {
            function rotated(lane, left, right) -> r {
                r := and(or(shl(left, lane), shr(right, lane)), 0xffffffffffffffff)
            }
            // What theta adds to the lanes of each column goes to d.
            function columns(s, d) {
                let c0 := mload(s)
                c0 := xor(c0, mload(add(s, 0x0a0)))
                c0 := xor(c0, mload(add(s, 0x140)))
                c0 := xor(c0, mload(add(s, 0x1e0)))
                c0 := xor(c0, mload(add(s, 0x280)))
                let c1 := mload(add(s, 0x020))
                c1 := xor(c1, mload(add(s, 0x0c0)))
                c1 := xor(c1, mload(add(s, 0x160)))
                c1 := xor(c1, mload(add(s, 0x200)))
                c1 := xor(c1, mload(add(s, 0x2a0)))
                let c2 := mload(add(s, 0x040))
                c2 := xor(c2, mload(add(s, 0x0e0)))
                c2 := xor(c2, mload(add(s, 0x180)))
                c2 := xor(c2, mload(add(s, 0x220)))
                c2 := xor(c2, mload(add(s, 0x2c0)))
                let c3 := mload(add(s, 0x060))
                c3 := xor(c3, mload(add(s, 0x100)))
                c3 := xor(c3, mload(add(s, 0x1a0)))
                c3 := xor(c3, mload(add(s, 0x240)))
                c3 := xor(c3, mload(add(s, 0x2e0)))
                let c4 := mload(add(s, 0x080))
                c4 := xor(c4, mload(add(s, 0x120)))
                c4 := xor(c4, mload(add(s, 0x1c0)))
                c4 := xor(c4, mload(add(s, 0x260)))
                c4 := xor(c4, mload(add(s, 0x300)))
                mstore(d, xor(c4, rotated(c1, 1, 63)))
                mstore(add(d, 0x20), xor(c0, rotated(c2, 1, 63)))
                mstore(add(d, 0x40), xor(c1, rotated(c3, 1, 63)))
                mstore(add(d, 0x60), xor(c2, rotated(c4, 1, 63)))
                mstore(add(d, 0x80), xor(c3, rotated(c0, 1, 63)))
            }
            // A row of chi.
            function combine(t, b0, b1, b2, b3, b4) {
                mstore(t, xor(b0, and(not(b1), b2)))
                mstore(add(t, 0x20), xor(b1, and(not(b2), b3)))
                mstore(add(t, 0x40), xor(b2, and(not(b3), b4)))
                mstore(add(t, 0x60), xor(b3, and(not(b4), b0)))
                mstore(add(t, 0x80), xor(b4, and(not(b0), b1)))
            }
            // From s to t; the rows are those of pi.
            function round(s, t, d, constant_) {
                columns(s, d)
                let b0 := xor(mload(s), mload(d))
                let b1 := rotated(xor(mload(add(s, 0x0c0)), mload(add(d, 0x20))), 44, 20)
                let b2 := rotated(xor(mload(add(s, 0x180)), mload(add(d, 0x40))), 43, 21)
                let b3 := rotated(xor(mload(add(s, 0x240)), mload(add(d, 0x60))), 21, 43)
                let b4 := rotated(xor(mload(add(s, 0x300)), mload(add(d, 0x80))), 14, 50)
                combine(t, b0, b1, b2, b3, b4)
                b0 := rotated(xor(mload(add(s, 0x060)), mload(add(d, 0x60))), 28, 36)
                b1 := rotated(xor(mload(add(s, 0x120)), mload(add(d, 0x80))), 20, 44)
                b2 := rotated(xor(mload(add(s, 0x140)), mload(d)), 3, 61)
                b3 := rotated(xor(mload(add(s, 0x200)), mload(add(d, 0x20))), 45, 19)
                b4 := rotated(xor(mload(add(s, 0x2c0)), mload(add(d, 0x40))), 61, 3)
                combine(add(t, 0x0a0), b0, b1, b2, b3, b4)
                b0 := rotated(xor(mload(add(s, 0x020)), mload(add(d, 0x20))), 1, 63)
                b1 := rotated(xor(mload(add(s, 0x0e0)), mload(add(d, 0x40))), 6, 58)
                b2 := rotated(xor(mload(add(s, 0x1a0)), mload(add(d, 0x60))), 25, 39)
                b3 := rotated(xor(mload(add(s, 0x260)), mload(add(d, 0x80))), 8, 56)
                b4 := rotated(xor(mload(add(s, 0x280)), mload(d)), 18, 46)
                combine(add(t, 0x140), b0, b1, b2, b3, b4)
                b0 := rotated(xor(mload(add(s, 0x080)), mload(add(d, 0x80))), 27, 37)
                b1 := rotated(xor(mload(add(s, 0x0a0)), mload(d)), 36, 28)
                b2 := rotated(xor(mload(add(s, 0x160)), mload(add(d, 0x20))), 10, 54)
                b3 := rotated(xor(mload(add(s, 0x220)), mload(add(d, 0x40))), 15, 49)
                b4 := rotated(xor(mload(add(s, 0x2e0)), mload(add(d, 0x60))), 56, 8)
                combine(add(t, 0x1e0), b0, b1, b2, b3, b4)
                b0 := rotated(xor(mload(add(s, 0x040)), mload(add(d, 0x40))), 62, 2)
                b1 := rotated(xor(mload(add(s, 0x100)), mload(add(d, 0x60))), 55, 9)
                b2 := rotated(xor(mload(add(s, 0x1c0)), mload(add(d, 0x80))), 39, 25)
                b3 := rotated(xor(mload(add(s, 0x1e0)), mload(d)), 41, 23)
                b4 := rotated(xor(mload(add(s, 0x2a0)), mload(add(d, 0x20))), 2, 62)
                combine(add(t, 0x280), b0, b1, b2, b3, b4)
                mstore(t, xor(mload(t), constant_))
            }
            let sums := add(other, 0x320)
            let cursor := add(constants, 0x20)
            for { let end := add(cursor, 192) } lt(cursor, end) { cursor := add(cursor, 16) } {
                round(lanes, other, sums, shr(192, mload(cursor)))
                round(other, lanes, sums, shr(192, mload(add(cursor, 8))))
            }
        }
    }

    /// @notice The same, as it is to be read.
    function permutePlain(uint256[25] memory lanes) internal pure {
        uint256[25] memory moved;
        uint256[5] memory parity;
        for (uint256 round = 0; round < 24; ++round) {
            for (uint256 x = 0; x < 5; ++x) {
                parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
            }
            for (uint256 i = 0; i < 25; ++i) {
                (uint256 x, uint256 y) = (i % 5, i / 5);
                uint256 lane = lanes[i] ^ parity[(x + 4) % 5] ^ _rotated(parity[(x + 1) % 5], 1);
                moved[y + 5 * ((2 * x + 3 * y) % 5)] = _rotated(lane, uint8(ROTATIONS[i]));
            }
            for (uint256 i = 0; i < 25; ++i) {
                uint256 row = i - i % 5;
                lanes[i] = moved[i] ^ (~moved[row + (i + 1) % 5] & moved[row + (i + 2) % 5]);
            }
            lanes[0] ^= _roundConstant(round);
        }
    }

    function _rotated(uint256 lane, uint256 bits) private pure returns (uint256) {
        return (lane << bits | lane >> (64 - bits)) & LANE;
    }

    function _roundConstant(uint256 round) private pure returns (uint256 lane) {
        for (uint256 i = 0; i < 8; ++i) {
            lane = lane << 8 | uint8(ROUND_CONSTANTS[8 * round + i]);
        }
    }
}
