// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Codes that stand for another account's (EIP-7702).
library Delegation {
    uint256 private constant LENGTH = 23;
    bytes3 private constant PREFIX = 0xef0100;

    function targetOf(bytes calldata code) internal pure returns (bool delegates, uint256 target) {
        if (code.length != LENGTH || bytes3(code[:3]) != PREFIX) return (false, 0);
        return (true, uint160(bytes20(code[3:])));
    }
}
