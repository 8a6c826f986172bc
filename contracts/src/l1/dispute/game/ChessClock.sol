// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The time that each side of a game has left. One of the two clocks runs.
/// @dev Whoever gets the turn has at least the extension, so that a move in the last second wins nothing.
struct ChessClock {
    uint64 turnStartedAt;
    uint64 asserterSeconds;
    uint64 challengerSeconds;
    bool isAssertersTurn;
}

library ChessClocks {
    /// @notice Last moment at which the side whose turn it is may move.
    function deadline(ChessClock memory clock) internal pure returns (uint256) {
        return clock.turnStartedAt
            + (clock.isAssertersTurn ? clock.asserterSeconds : clock.challengerSeconds);
    }

    /// @notice Gives the turn to the other side, now.
    function turn(ChessClock storage clock, uint256 extension) internal {
        uint64 spent = uint64(block.timestamp) - clock.turnStartedAt;
        if (clock.isAssertersTurn) {
            clock.asserterSeconds -= spent;
            clock.challengerSeconds = _atLeast(clock.challengerSeconds, extension);
        } else {
            clock.challengerSeconds -= spent;
            clock.asserterSeconds = _atLeast(clock.asserterSeconds, extension);
        }
        clock.isAssertersTurn = !clock.isAssertersTurn;
        clock.turnStartedAt = uint64(block.timestamp);
    }

    function _atLeast(uint64 left, uint256 extension) private pure returns (uint64) {
        return left < extension ? uint64(extension) : left;
    }
}
