// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Senders, on L2, of what L1 contracts of the system enqueue. The same on every deployment, so
/// that no L1 address stands in the genesis state.
library SystemSenders {
    address internal constant COM_CO = 0x4200000000000000000000000000000000000f01;
    address internal constant L1_STANDARD_BRIDGE = 0x4200000000000000000000000000000000000f02;
    address internal constant L1_CROSS_DOMAIN_MESSENGER =
        0x4200000000000000000000000000000000000f03;
}
