// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Where a pending COPY takes its bytes from: the first of its words.
library CopySource {
    uint256 internal constant TREE = 0;
    uint256 internal constant CODE = 1;
}
