// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Accounts of every L2 chain that L1 names.
library L2Predeploys {
    address internal constant FEE_VAULT = 0x4200000000000000000000000000000000000011;
    address internal constant MVM_DAC_MASTER = 0x4200000000000000000000000000000000000daC;

    /// @notice Whether an address lies in the range that is kept for predeploys and system senders.
    function isReserved(address account) internal pure returns (bool) {
        return uint160(account) >> 16 == uint160(FEE_VAULT) >> 16;
    }
}
