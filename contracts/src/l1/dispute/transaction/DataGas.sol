// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What a transaction's data costs before anything runs.
library DataGas {
    uint256 private constant BASE = 21_000;
    uint256 private constant ZERO_BYTE = 4;
    uint256 private constant BYTE = 16;
    uint256 private constant FLOOR_ZERO_BYTE = 10;
    uint256 private constant FLOOR_BYTE = 40;
    uint256 private constant CREATE = 32_000;
    uint256 private constant INIT_WORD = 2;

    /// @dev The low seven bits of each byte, and the lowest of each.
    uint256 private constant SEVEN =
        0x7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f;
    uint256 private constant ONE =
        0x0101010101010101010101010101010101010101010101010101010101010101;

    /// @notice EIP-2028 and EIP-3860, without what lists cost; and the floor of EIP-7623.
    function price(bytes calldata data, bool isCreate)
        internal
        pure
        returns (uint256 intrinsic, uint256 floor)
    {
        uint256 zeros = countZeros(data);
        uint256 others = data.length - zeros;
        intrinsic = BASE + zeros * ZERO_BYTE + others * BYTE;
        if (isCreate) intrinsic += CREATE + ((data.length + 31) >> 5) * INIT_WORD;
        floor = BASE + zeros * FLOOR_ZERO_BYTE + others * FLOOR_BYTE;
    }

    /// @notice How many bytes are zero, 32 at a time: the highest bit of each byte is made to say that it is.
    function countZeros(bytes calldata data) internal pure returns (uint256 count) {
        unchecked {
            for (uint256 i = 0; i < data.length; i += 32) {
                uint256 word;
                assembly ("memory-safe") {
                    word := calldataload(add(data.offset, i))
                }
                // What follows the data counts as not zero.
                if (data.length - i < 32) word |= type(uint256).max >> (8 * (data.length - i));
                uint256 zeros = ~(((word & SEVEN) + SEVEN) | word | SEVEN);
                count += ((zeros >> 7) * ONE) >> 248;
            }
        }
    }

    /// @notice The same, as it is to be read.
    function countZerosPlain(bytes calldata data) internal pure returns (uint256 count) {
        for (uint256 i = 0; i < data.length; ++i) {
            if (data[i] == 0) ++count;
        }
    }
}
