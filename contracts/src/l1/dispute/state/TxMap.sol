// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Keys of the trie that lives as long as a transaction.
library TxMap {
    uint256 internal constant WARM_ADDRESS = 1;
    uint256 internal constant WARM_SLOT = 2;
    uint256 internal constant TRANSIENT = 3;
    uint256 internal constant CREATED = 4;
    uint256 internal constant DESTROYED = 5;

    /// @param slot 0 where an entry has none.
    function key(uint256 entry, uint256 account, uint256 slot) internal pure returns (bytes32) {
        return keccak256(abi.encode(entry, account, slot));
    }
}
