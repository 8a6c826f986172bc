// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Accounts of every L2 chain that blocks and transactions know by address.
library SystemAccounts {
    uint256 internal constant DAC_MASTER = uint160(0x4200000000000000000000000000000000000daC);
    uint256 internal constant L2_STANDARD_BRIDGE =
        uint160(0x4200000000000000000000000000000000000010);
    uint256 internal constant FEE_VAULT = uint160(0x4200000000000000000000000000000000000011);
    uint256 internal constant L1_BLOCK = uint160(0x4200000000000000000000000000000000000015);
    uint256 internal constant MESSAGE_PASSER = uint160(0x4200000000000000000000000000000000000016);
    uint256 internal constant IPFS_RESOLVER = uint160(0x4200000000000000000000000000000000000f05);
    /// @dev EIP-2935.
    uint256 internal constant HISTORY = uint160(0x0000F90827F1C53a10cb7A02335B175320002935);

    /// @notice Senders of what L1 contracts of the system enqueue.
    uint256 internal constant BRIDGE_SENDER = uint160(0x4200000000000000000000000000000000000f02);
    uint256 internal constant MESSENGER_SENDER =
        uint160(0x4200000000000000000000000000000000000f03);

    /// @notice Whether a call goes to where assets leave the chain.
    function isExit(uint256 account) internal pure returns (bool) {
        return account == L2_STANDARD_BRIDGE || account == MESSAGE_PASSER;
    }
}
