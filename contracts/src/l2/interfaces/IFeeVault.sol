// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Where the fees of all transactions of this chain gather.
///
/// @dev Execution credits the balance and writes the two totals straight into storage, at each transaction's
/// end: slot 0 `totalBaseFees`, slot 1 `totalL1Fees`. The totals only grow. Plain transfers are refused, so
/// that nothing lands here by mistake.
interface IFeeVault {
    /// @notice Wei of MT ever taken as base fees, and as tips of blocks whose coinbase is this contract.
    function totalBaseFees() external view returns (uint256);

    /// @notice Wei of MT ever taken for the transactions' bytes on L1.
    function totalL1Fees() external view returns (uint256);
}
