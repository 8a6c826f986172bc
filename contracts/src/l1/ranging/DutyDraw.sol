// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Who checks what, as a function of a seed: nothing here depends on when it is asked.
/// @dev The TypeScript of rangers does the same (`packages/protocol/src/duty`); a differential test compares.
library DutyDraw {
    /// @dev 2^(25/34) × 2^80. 1.36 = 34/25, so that one more checker is due each time that the escrow has
    /// grown by this factor.
    uint256 private constant GROWTH = 2012543323870421704014207;

    /// @notice Checkers of a segment of a DAC with this escrow: ⌈1.36 · log2(escrow / 1 MT)⌉ in the given bounds.
    /// @param escrow Wei of MT, below 2^128.
    /// @param floor At least as many.
    /// @param cap At most as many; not below `floor`.
    function checkers(uint256 escrow, uint256 floor, uint256 cap)
        internal
        pure
        returns (uint256 count)
    {
        // Greatest escrow that `count` checkers are enough for, × 2^64.
        uint256 enough = 1 ether << 64;
        while (count < cap && (count < floor || enough < escrow << 64)) {
            enough = (enough * GROWTH) >> 80;
            count++;
        }
    }

    /// @notice Segments of a state batch: the last may be shorter.
    function segmentCount(uint256 rootCount, uint256 segmentLength)
        internal
        pure
        returns (uint256)
    {
        return (rootCount + segmentLength - 1) / segmentLength;
    }

    /// @notice Draws members for a segment without replacement, each of the remaining with equal chances.
    /// @dev The first `count` steps of a Fisher–Yates shuffle, so that the draw of fewer is the beginning of
    /// the draw of more. Only what the shuffle moved is remembered.
    /// @param memberCount Members to draw from.
    /// @param count Members to draw.
    /// @return places In the list of members: `count` different ones, or all if there are fewer.
    function pick(
        bytes32 seed,
        uint256 chainId,
        uint256 stateBatchIndex,
        uint256 segment,
        uint256 memberCount,
        uint256 count
    ) internal pure returns (uint256[] memory places) {
        if (count > memberCount) count = memberCount;
        places = new uint256[](count);
        uint256[] memory positions = new uint256[](count);
        uint256[] memory moved = new uint256[](count);
        bytes32 base = keccak256(abi.encode(seed, chainId, stateBatchIndex, segment));
        for (uint256 i = 0; i < count; i++) {
            uint256 j = i + uint256(keccak256(abi.encode(base, i))) % (memberCount - i);
            places[i] = _at(j, positions, moved, i);
            moved[i] = _at(i, positions, moved, i);
            positions[i] = j;
        }
    }

    /// @dev What stands at a position after the first `steps` exchanges.
    function _at(
        uint256 position,
        uint256[] memory positions,
        uint256[] memory moved,
        uint256 steps
    ) private pure returns (uint256) {
        for (uint256 i = steps; i > 0; i--) {
            if (positions[i - 1] == position) return moved[i - 1];
        }
        return position;
    }
}
