// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMVM_L1Block} from "./interfaces/IMVM_L1Block.sol";

/// @notice What this chain knows of L1: the origin of the current block's batch, and the batch's fee scalar.
contract MVM_L1Block is IMVM_L1Block {
    /// @inheritdoc IMVM_L1Block
    uint256 public number;
    /// @inheritdoc IMVM_L1Block
    uint256 public timestamp;
    /// @inheritdoc IMVM_L1Block
    bytes32 public hash;
    /// @inheritdoc IMVM_L1Block
    uint256 public basefee;
    /// @inheritdoc IMVM_L1Block
    uint256 public feeScalar;
}
