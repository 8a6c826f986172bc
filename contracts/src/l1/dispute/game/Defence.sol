// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The one bond with which an asserter answers for all its state batches of a chain, however many games are
/// played against it.
/// @dev One is enough: who wins a game brings its state batch down and with it whatever else is disputed on the
/// chain, so that the asserter loses once. Needing one for each game, it could be played until it has no more.
/// @param defender Who posted it, and has it back; zero while there is none.
/// @param games Disputes about the asserter's state batches of the chain that are not resolved.
struct Defence {
    address defender;
    uint64 games;
}

library Defences {
    /// @notice A dispute is opened.
    function add(Defence storage defence) internal {
        defence.games++;
    }

    /// @notice A dispute is resolved.
    /// @return defender Whose bond is free now, because it was the last one; zero for nobody's.
    function remove(Defence storage defence) internal returns (address defender) {
        if (--defence.games == 0) return take(defence);
    }

    /// @notice Takes the bond away.
    /// @return defender Whose it was; zero if there is none.
    function take(Defence storage defence) internal returns (address defender) {
        defender = defence.defender;
        if (defender != address(0)) defence.defender = address(0);
    }
}
