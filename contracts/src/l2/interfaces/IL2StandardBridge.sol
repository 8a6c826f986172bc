// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Where assets leave this chain for L1. So far MT, the native coin.
///
/// @dev MT leaves as the value of a message without data from this contract to the account on L1:
/// L1StandardBridge pays it there once the message is proven and its state batch withdrawable. The
/// `MessagePassed` beside the event here has the message's fields and hash. A deposit that is forced through
/// L1's queue to this address runs whatever the charter says, and withdrawals are not taxed.
interface IL2StandardBridge {
    error ZeroAmount();
    /// @notice Nobody could be paid.
    error ZeroRecipient();

    /// @notice When MT leaves.
    event MTWithdrawn(address indexed from, address indexed to, uint256 amount);

    /// @notice Withdraws the MT sent along to an account on L1. A plain transfer withdraws to the same
    /// account: a contract on L1 that acts here by its alias names the recipient instead.
    function withdrawMT(address to) external payable;
}
