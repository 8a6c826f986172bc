// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMTWithdrawals} from "./IMTWithdrawals.sol";
import {IParkedDeposits} from "./IParkedDeposits.sol";

/// @notice Holds what is bridged into each DAC, and makes no call that a user chooses.
interface IL1StandardBridge is IParkedDeposits, IMTWithdrawals {
    error ZeroAmount();

    /// @notice When MT is deposited or a parked deposit released, beside the queue element that mints it on L2.
    /// @param from The depositor on L2: itself, or its alias if it is a contract.
    event MTDeposited(
        uint256 indexed chainId,
        uint256 indexed queueIndex,
        address indexed from,
        address to,
        uint256 amount
    );

    /// @notice Moves MT that the caller has approved into a DAC, where it is minted to the caller, or its
    /// alias, and sent on to `to`. Should that fail, by the DAC's charter or by `to`'s code, the caller
    /// keeps it there. While the DAC's sequencers are too weakly bonded for it, the deposit is parked instead.
    /// @return queueIndex Of the element that does so; 0, which is the charter's, for a parked deposit.
    /// @return depositId Of a parked deposit, else 0.
    function depositMT(uint256 chainId, address to, uint256 amount)
        external
        returns (uint256 queueIndex, uint256 depositId);

    /// @notice MT held for a DAC: its native supply there, what is in flight included.
    function escrow(uint256 chainId) external view returns (uint256);
}
