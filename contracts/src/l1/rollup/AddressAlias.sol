// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The L2 address of an L1 contract, which nobody can hold a key or deploy code for on L2.
library AddressAlias {
    /// @dev As in the OP Stack.
    uint160 internal constant OFFSET = uint160(0x1111000000000000000000000000000000001111);

    /// @notice Alias of an L1 address; wraps around.
    function aliased(address account) internal pure returns (address) {
        unchecked {
            return address(uint160(account) + OFFSET);
        }
    }

    /// @notice Who the caller is on L2: itself if it signed the transaction, else its alias.
    function ofCaller() internal view returns (address) {
        return msg.sender == tx.origin ? msg.sender : aliased(msg.sender);
    }
}
