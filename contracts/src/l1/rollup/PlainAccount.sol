// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Callers whose call is the L1 transaction itself.
/// @dev What must be readable in calldata is then the input of a transaction to the contract: no contract
/// in between, neither a caller nor code that an account delegates to (EIP-7702).
library PlainAccount {
    /// @notice The data must stand in the calldata of a transaction that an account without code sends.
    error CallerNotPlainAccount(address caller);

    function requireCaller() internal view {
        require(
            msg.sender == tx.origin && msg.sender.code.length == 0,
            CallerNotPlainAccount(msg.sender)
        );
    }
}
