// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice How a block's trace is cut: 2^38 steps, in seven rounds, down to one.
/// @dev Six rounds of 64 parts and one of 4. The part that is chosen in a round is the segment of the next.
library Bisection {
    /// @notice Steps of a block's trace, as a power of two.
    uint256 internal constant TRACE_BITS = 38;
    /// @notice Rounds after which one step is left.
    uint256 internal constant ROUNDS = 7;
    uint256 private constant PART_BITS = 6;

    /// @notice Into how many parts the segment of a round is cut: one more than the hashes that are posted.
    function parts(uint256 round) internal pure returns (uint256) {
        return 1 << _partBits(round);
    }

    /// @notice Steps of each part of a round.
    function partLength(uint256 round) internal pure returns (uint256) {
        return 1 << (TRACE_BITS - PART_BITS * round - _partBits(round));
    }

    function _partBits(uint256 round) private pure returns (uint256) {
        uint256 left = TRACE_BITS - PART_BITS * round;
        return left < PART_BITS ? left : PART_BITS;
    }
}
