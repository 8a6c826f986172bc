// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFeeVault} from "./interfaces/IFeeVault.sol";

/// @notice Where the fees of all transactions of this chain gather.
contract FeeVault is IFeeVault {
    /// @inheritdoc IFeeVault
    uint256 public totalBaseFees;
    /// @inheritdoc IFeeVault
    uint256 public totalL1Fees;
}
