// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What precompiles cost on L2, identity excepted: Osaka's prices, whatever L1 charges for the same.
/// @dev Of an input that a precompile refuses because of its length the price is that of the whole items in it.
library PrecompilePrice {
    uint256 private constant BLAKE2F_INPUT = 213;
    uint256 private constant MODEXP_HEADER = 96;
    /// @dev EIP-7823.
    uint256 private constant MODEXP_MAX_LENGTH = 1024;

    /// @dev What 1, 2 … 128 points cost in thousandths of single ones, two bytes each (EIP-2537).
    bytes private constant G1_DISCOUNTS = hex"03e803b50350031d02fc02ee02e202d802cf02c802c102ba02b402af02aa02a5"
        hex"02a1029d029902950292028e028b0288028502820280027d027b027802760273"
        hex"0271026f026d026b026902670265026302610260025e025c025b025902570256"
        hex"0254025302510250024f024d024c024a02490248024602450244024302410240"
        hex"023f023e023d023c023a0239023802370236023502340233023202310230022f"
        hex"022e022d022c022b022a02290228022702260225022402230223022202210220"
        hex"021f021e021d021c021c021b021a021902180218021702160215021402140213"
        hex"0212021102100210020f020e020d020d020c020b020a020a0209020802080207";
    bytes private constant G2_DISCOUNTS = hex"03e803e8039b037403570340032c031c030e030202f702ed02e402dc02d402cd"
        hex"02c702c002bb02b502b002ab02a702a2029e029a02970293028f028c02890286"
        hex"02830280027d027a0278027502730270026e026c026a0267026502630261025f"
        hex"025e025c025a025802560255025302510250024e024d024b024a024802470246"
        hex"0244024302420240023f023e023d023b023a0239023802370236023502330232"
        hex"02310230022f022e022d022c022b022a02290228022802270226022502240223"
        hex"0222022102210220021f021e021d021d021c021b021a02190219021802170217"
        hex"0216021502140214021302120212021102100210020f020e020e020d020c020c";

    function priceOf(uint256 precompile, bytes memory input) internal pure returns (uint256) {
        uint256 length = input.length;
        uint256 words = (length + 31) / 32;
        if (precompile < 0x06) {
            if (precompile == 0x01) return 3000;
            if (precompile == 0x02) return 60 + 12 * words;
            if (precompile == 0x03) return 600 + 120 * words;
            return _modExp(input);
        }
        if (precompile == 0x06) return 150;
        if (precompile == 0x07) return 6000;
        if (precompile == 0x08) return 45_000 + 34_000 * (length / 192);
        if (precompile == 0x09) return length == BLAKE2F_INPUT ? _integer(input, 0, 4) : 0;
        if (precompile == 0x0a) return 50_000;
        if (precompile == 0x0b) return 375;
        if (precompile == 0x0c) return _multiScalar(length / 160, 12_000, G1_DISCOUNTS);
        if (precompile == 0x0d) return 600;
        if (precompile == 0x0e) return _multiScalar(length / 288, 22_500, G2_DISCOUNTS);
        if (precompile == 0x0f) return 37_700 + 32_600 * (length / 384);
        if (precompile == 0x10) return 5500;
        return precompile == 0x11 ? 23_800 : 6900;
    }

    function _multiScalar(uint256 count, uint256 price, bytes memory discounts)
        private
        pure
        returns (uint256)
    {
        if (count == 0) return 0;
        uint256 index = 2 * count < discounts.length ? 2 * count - 2 : discounts.length - 2;
        return count * price * _integer(discounts, index, 2) / 1000;
    }

    /// @dev EIP-7883. Lengths that EIP-7823 forbids cost more than anybody has, whatever L1 would do with them.
    function _modExp(bytes memory input) private pure returns (uint256 price) {
        uint256 baseLength = _integer(input, 0, 32);
        uint256 exponentLength = _integer(input, 32, 32);
        uint256 longest = _integer(input, 64, 32);
        if (baseLength > longest) longest = baseLength;
        if (longest > MODEXP_MAX_LENGTH || exponentLength > MODEXP_MAX_LENGTH) {
            return type(uint256).max;
        }
        uint256 complexity = 16;
        if (longest > 32) complexity = 2 * ((longest + 7) / 8) ** 2;
        uint256 iterations = exponentLength > 32 ? 16 * (exponentLength - 32) : 0;
        uint256 headLength = exponentLength > 32 ? 32 : exponentLength;
        uint256 head = _integer(input, MODEXP_HEADER + baseLength, headLength);
        // One less than its bits.
        for (; head > 1; head >>= 1) {
            ++iterations;
        }
        price = complexity * (iterations == 0 ? 1 : iterations);
        if (price < 500) price = 500;
    }

    /// @dev At most 32 bytes as a number. What the input does not have is zero.
    function _integer(bytes memory input, uint256 offset, uint256 length)
        private
        pure
        returns (uint256 number)
    {
        for (uint256 i = offset; i < offset + length; ++i) {
            number = number << 8 | (i < input.length ? uint8(input[i]) : 0);
        }
    }
}
