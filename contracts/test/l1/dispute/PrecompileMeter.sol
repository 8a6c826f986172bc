// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PrecompilePrice} from "../../../src/l1/dispute/precompile/PrecompilePrice.sol";

/// @notice What a precompile costs by our own prices, and what L1 charges for it.
contract PrecompileMeter {
    struct Reading {
        uint256 price;
        /// @dev Gas of the call, that of calling included.
        uint256 charged;
        bool success;
    }

    function read(address precompile, bytes[] memory inputs)
        external
        view
        returns (Reading[] memory readings)
    {
        readings = new Reading[](inputs.length);
        for (uint256 i = 0; i < inputs.length; ++i) {
            bytes memory input = inputs[i];
            bool success;
            uint256 charged;
            assembly ("memory-safe") {
                charged := gas()
                success := staticcall(100000000, precompile, add(input, 0x20), mload(input), 0, 0)
                charged := sub(charged, gas())
            }
            uint256 price = PrecompilePrice.priceOf(uint160(precompile), input);
            readings[i] = Reading(price, charged, success);
        }
    }
}
