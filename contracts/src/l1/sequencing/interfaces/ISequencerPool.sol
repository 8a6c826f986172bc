// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Stake of the sequencers, its allocation to DACs, and who may post for a DAC.
///
/// @dev Selection. Each DAC has one seat. An allocation of at least the threshold takes it while it is
/// vacant, and is eligible from the second epoch after that of the allocation, the first whose preceding
/// epoch starts later. The eligible holder of the seat is the selected sequencer; while there is none,
/// anyone who currently allocates the threshold may post. The seat is vacant again when its holder lowers
/// the allocation below the threshold.
///
/// Locking. An allocation cannot be lowered until the unlock delay has passed since its owner's last post
/// for the DAC and every state batch that its owner asserted is withdrawable or deleted.
interface ISequencerPool {
    /// @param fromEpoch First epoch in which the holder is eligible.
    struct Seat {
        address holder;
        uint64 fromEpoch;
    }

    /// @param lastPostAt Timestamp of its owner's last post for the DAC, 0 before the first.
    struct Allocation {
        uint128 amount;
        uint64 lastPostAt;
    }

    /// @notice Only CanonicalTransactionChain and StateCommitmentChain record posts, and L1StandardBridge escrow.
    error NotAuthorized(address caller);
    error ParameterOutOfRange(uint256 value);
    error UnknownChain(uint256 chainId);
    /// @notice The account may not post for the DAC now.
    error NotSelected(uint256 chainId, address account);
    error StakeBelowEntry(uint256 stake, uint256 entryStake);
    /// @notice One stake must not back frauds on many chains.
    error AllocationsAboveStake(uint256 allocated, uint256 stake);
    error AllocationLocked(uint256 chainId, address account, uint256 unlockedAt);
    /// @notice A state batch that the allocation backs is not yet withdrawable.
    error AllocationBacksStateBatch(uint256 chainId, address account);

    /// @notice When stake is added.
    event Staked(address indexed account, uint256 amount, uint256 stake);
    /// @notice When stake that no allocation uses is taken back.
    event Unstaked(address indexed account, uint256 amount, uint256 stake);
    /// @notice When an account sets what it allocates to a DAC.
    event Allocated(uint256 indexed chainId, address indexed account, uint256 amount);
    /// @notice When the seat changes hands; `holder` is zero when it becomes vacant.
    event SeatTaken(uint256 indexed chainId, address indexed holder, uint256 fromEpoch);

    /// @notice Adds stake, in MT that the caller has approved. The first must reach the entry stake.
    function stake(uint256 amount) external;

    /// @notice Takes back stake that is not allocated; what remains is zero or reaches the entry stake.
    function unstake(uint256 amount) external;

    /// @notice Sets how much of the caller's stake backs its work for a DAC, and takes the DAC's seat if it
    /// is vacant and the amount reaches the threshold.
    function allocate(uint256 chainId, uint256 amount) external;

    /// @notice Notes that an account posts for a DAC, and reverts if it may not. Only the two chains.
    /// @param isOpen Whether anyone who allocates the threshold may post.
    /// @return epoch The current one.
    function recordPost(uint256 chainId, address account, bool isOpen)
        external
        returns (uint256 epoch);

    /// @notice Notes a DAC's escrow of MT. Only L1StandardBridge, at every change; never refuses one.
    function recordEscrow(uint256 chainId, uint256 escrow) external;

    /// @notice Whether a DAC's sequencers are bonded for an escrow of MT: whether its seat is taken, as its
    /// holder allocates the threshold.
    function admitsEscrow(uint256 chainId, uint256 escrow) external view returns (bool);

    /// @notice Whether an account may post for a DAC in the current L1 block.
    function mayPost(uint256 chainId, address account) external view returns (bool);

    /// @notice Whether an account may be the producer of a batch whose origin lies in an epoch: the selected
    /// sequencer, or who may post while there is none.
    function mayProduce(uint256 chainId, uint256 originEpoch, address account)
        external
        view
        returns (bool);

    /// @notice Whether an account allocates at least the threshold now.
    function allocatesThreshold(uint256 chainId, address account) external view returns (bool);

    /// @notice Least allocation that is eligible: the Dynamic Bond Threshold of a DAC.
    function threshold(uint256 chainId) external view returns (uint256);

    function stakeOf(address account) external view returns (uint256);

    /// @notice Sum of an account's allocations.
    function allocatedOf(address account) external view returns (uint256);

    function allocation(uint256 chainId, address account) external view returns (Allocation memory);

    function seat(uint256 chainId) external view returns (Seat memory);

    /// @notice Epochs count from the deployment's L1 block.
    function currentEpoch() external view returns (uint256);

    /// @notice Epoch of an L1 block; 0 for one before the deployment.
    function epochAt(uint256 l1BlockNumber) external view returns (uint256);
}
