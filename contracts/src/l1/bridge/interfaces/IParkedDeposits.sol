// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Deposits of MT that a DAC's sequencers are too weakly bonded for: they wait, and count neither as
/// escrow nor as supply.
/// @dev A deposit leaves the state `Parked` once, for good, before anything is called.
interface IParkedDeposits {
    enum DepositStatus {
        None,
        Parked,
        Refunded,
        Released
    }

    /// @param owner Who paid it, and alone may take it back.
    /// @param from The depositor on L2, as of the moment of the deposit: the owner, or its alias if it called
    /// as a contract.
    struct ParkedDeposit {
        DepositStatus status;
        uint256 chainId;
        address owner;
        address from;
        address to;
        uint256 amount;
    }

    /// @notice It was never parked, or is refunded or released.
    error NotParked(uint256 depositId, DepositStatus status);
    error NotDepositOwner(uint256 depositId, address caller);
    /// @notice Too few allocations would reach the Dynamic Bond Threshold at that escrow.
    error EscrowNotAdmitted(uint256 chainId, uint256 escrow);

    /// @notice When a deposit is parked.
    event MTDepositParked(
        uint256 indexed depositId,
        uint256 indexed chainId,
        address indexed owner,
        address from,
        address to,
        uint256 amount
    );
    /// @notice When its owner takes a parked deposit back.
    event MTDepositRefunded(
        uint256 indexed depositId, uint256 indexed chainId, address indexed owner, uint256 amount
    );
    /// @notice When a parked deposit enters the queue, beside `MTDeposited`.
    event MTDepositReleased(
        uint256 indexed depositId, uint256 indexed chainId, uint256 indexed queueIndex
    );

    /// @notice Takes back a parked deposit of the caller, at any time.
    function refund(uint256 depositId) external;

    /// @notice Sends a parked deposit on its way, once the DAC's sequencers are bonded for it. Anyone may.
    /// @dev Takes the L1 gas that any deposit does.
    function release(uint256 depositId) external;

    /// @notice A deposit that was parked, whatever became of it; of status `None` for any other id.
    function parkedDeposit(uint256 depositId) external view returns (ParkedDeposit memory);

    /// @notice Deposits ever parked. Their ids count from 1.
    function parkedDepositCount() external view returns (uint256);

    /// @notice MT that is parked for a DAC now.
    function parked(uint256 chainId) external view returns (uint256);
}
