// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A price for L2 gas that is bought on L1, paid in L1 gas.
library GasBurn {
    /// @notice Uses up `amount` of gas, within some 200 of it.
    function burn(uint256 amount) internal view {
        uint256 start = gasleft();
        while (start - gasleft() < amount) {}
    }
}
