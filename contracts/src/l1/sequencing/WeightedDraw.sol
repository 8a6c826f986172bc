// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Draws accounts by weight, without replacement.
library WeightedDraw {
    /// @notice Up to `count` different accounts in the order in which they were drawn. Each is drawn with the
    /// chance of its weight among those that are left. The result follows from the arguments.
    /// @param weights One for each account, none of them zero, together below 2^128. Overwritten.
    function draw(bytes32 seed, address[] memory accounts, uint256[] memory weights, uint256 count)
        internal
        pure
        returns (address[] memory drawn)
    {
        uint256 total = 0;
        for (uint256 i = 0; i < weights.length; i++) {
            total += weights[i];
        }
        drawn = new address[](Math.min(count, accounts.length));
        for (uint256 k = 0; k < drawn.length; k++) {
            // 256 random bits: that their number is no multiple of the total shifts no chance by 2^-128.
            uint256 ticket = uint256(keccak256(abi.encode(seed, k))) % total;
            uint256 i = 0;
            while (ticket >= weights[i]) {
                ticket -= weights[i];
                i++;
            }
            drawn[k] = accounts[i];
            total -= weights[i];
            weights[i] = 0;
        }
    }
}
