// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Frame, TransactionPart} from "../machine/Parts.sol";

/// @notice Whether the charter lets a frame execute an opcode (spec 2.3).
library Permission {
    /// @dev The system's own predeploys are 0x4200…0000 to 0x4200…ffff.
    uint256 private constant FIRST_SYSTEM_PREDEPLOY = 0x42 << 152;
    uint256 private constant L2_CROSS_DOMAIN_MESSENGER = FIRST_SYSTEM_PREDEPLOY + 7;

    /// @dev By the signer's mask; in a transaction to the management contract, that one and the system's own run
    /// unbound.
    function isPermitted(TransactionPart memory transaction, Frame memory frame, uint256 opcode)
        internal
        pure
        returns (bool)
    {
        if ((transaction.permMask >> opcode) & 1 == 1) return true;
        if (transaction.management == 0) return false;
        if (frame.self == transaction.management) return true;
        return
            frame.self >> 16 == FIRST_SYSTEM_PREDEPLOY >> 16
                && frame.self != L2_CROSS_DOMAIN_MESSENGER;
    }
}
