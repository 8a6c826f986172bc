// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Stake of the sequencers, its allocation to DACs, and who may post for a DAC.
///
/// @dev Selection. For each DAC and epoch a leader and up to three backups are drawn from the epoch's seed,
/// weighted by min(allocation, 4 × threshold), among the allocations that reach the threshold. Allocations
/// and threshold of an epoch are those at the start of the epoch before, so that a change made in epoch c
/// counts from epoch c + 2. While an epoch has no eligible member, anyone who allocates the threshold may
/// post. Of each DAC's allocations the 64 largest are drawn from: a larger one displaces the smallest, for
/// selection only.
///
/// Bonds. A raised allocation reserves stake at once; a lowered one keeps it reserved as a bond, which
/// `release` frees when it backs nothing any more: the epochs in which it may have been drawn have passed,
/// and the unlock delay since the lowering and since the last post, and every state batch that its owner
/// asserted is withdrawable or deleted.
interface ISequencerPool {
    /// @dev Drawn with leader zero: no member is eligible, and anyone who allocates the threshold may post.
    /// Backups beyond the eligible members are zero.
    struct Selection {
        bool isDrawn;
        address leader;
        address[3] backups;
    }

    /// @param amount What counts in selection.
    /// @param bond Stake that is reserved for it: the amount, or more until the rest is released.
    /// @param lastPostAt Timestamp of its owner's last post for the DAC, 0 before the first.
    /// @param loweredAt Timestamp of the last lowering, 0 before the first.
    /// @param loweredInEpoch Epoch of the last lowering.
    /// @param isListed Whether it is among those that the DAC's sequencers are drawn from.
    /// @param place Where in the list.
    struct Allocation {
        uint96 amount;
        uint96 bond;
        uint64 lastPostAt;
        uint64 loweredAt;
        uint64 loweredInEpoch;
        bool isListed;
        uint8 place;
    }

    /// @dev What a sequencer signs for each block that it publishes (EIP-712).
    struct BlockSeal {
        uint256 chainId;
        uint256 epoch;
        uint256 number;
        bytes32 parentHash;
        bytes32 blockHash;
        uint256 originNumber;
        bytes32 originHash;
    }

    /// @notice Only CanonicalTransactionChain and StateCommitmentChain record posts, only L1StandardBridge
    /// escrows, only the dispute game takes bonds.
    error NotAuthorized(address caller);
    error ParameterOutOfRange(uint256 value);
    error UnknownChain(uint256 chainId);
    /// @notice Nobody has drawn the DAC's sequencers for the current epoch yet: call `draw`.
    error NotDrawn(uint256 chainId, uint256 epoch);
    /// @notice The account may not post for the DAC now.
    error NotSelected(uint256 chainId, address account);
    error StakeBelowEntry(uint256 stake, uint256 entryStake);
    /// @notice One stake must not back frauds on many chains.
    error BondsAboveStake(uint256 bonds, uint256 stake);
    error NothingToRelease(uint256 chainId, address account);
    error BondLocked(uint256 chainId, address account, uint256 unlockedAt);
    /// @notice The bond still counts in selection before an epoch.
    error BondCounts(uint256 chainId, address account, uint256 untilEpoch);
    /// @notice A state batch that the bond backs is not yet withdrawable.
    error BondBacksStateBatch(uint256 chainId, address account);
    error EndpointTooLong(uint256 length, uint256 max);
    /// @notice The two seals do not name the same chain, epoch and parent, or they name the same block.
    error NoEquivocation();
    error SealSignatureMismatch(address first, address second);
    /// @notice An origin of a seal is not canonical, or too old for L1 to tell.
    error OriginNotCanonical(uint256 originNumber, bytes32 originHash);
    error AlreadySlashed(uint256 chainId, uint256 epoch, address account);
    error NothingToSlash(uint256 chainId, address account);

    /// @notice When stake is added.
    event Staked(address indexed account, uint256 amount, uint256 stake);
    /// @notice When stake that no bond uses is taken back.
    event Unstaked(address indexed account, uint256 amount, uint256 stake);
    /// @notice When an account sets what it allocates to a DAC.
    event Allocated(uint256 indexed chainId, address indexed account, uint256 amount);
    /// @notice When an allocation leaves the list that a DAC's sequencers are drawn from for a larger one.
    event Displaced(uint256 indexed chainId, address indexed account, address indexed by);
    /// @notice When stake that a lowered allocation had reserved is free.
    event Released(uint256 indexed chainId, address indexed account, uint256 amount);
    /// @notice When a DAC's threshold changes, for selection from `fromEpoch` on.
    event ThresholdChanged(uint256 indexed chainId, uint256 threshold, uint256 fromEpoch);
    event Drawn(uint256 indexed chainId, uint256 indexed epoch, address leader, address[3] backups);
    /// @notice When a DAC's producer is drawn, together with its sequencers; zero if there is none.
    event ProducerDrawn(uint256 indexed chainId, uint256 indexed epoch, address producer);
    event EndpointSet(address indexed account, string endpoint);
    /// @notice When a bond is taken for two blocks on one parent; what the reporter does not get is burned.
    event Slashed(
        uint256 indexed chainId,
        address indexed account,
        address indexed reporter,
        uint256 amount,
        uint256 reward
    );

    /// @notice When a lost game takes a bond.
    event Forfeited(uint256 indexed chainId, address indexed account, uint256 amount);

    // Stake

    /// @notice Adds stake, in MT that the caller has approved. The first must reach the entry stake.
    function stake(uint256 amount) external;

    /// @notice Takes back stake that no bond uses; what remains is zero or reaches the entry stake.
    function unstake(uint256 amount) external;

    /// @notice Sets how much of the caller's stake counts for a DAC. Setting the same again enters the list
    /// anew after a displacement.
    function allocate(uint256 chainId, uint256 amount) external;

    /// @notice Frees what the caller's lowered allocation still reserves.
    function release(uint256 chainId) external;

    /// @notice Where other nodes reach the caller.
    function setEndpoint(string calldata endpoint) external;

    // Selection

    /// @notice Draws a DAC's sequencers and producer for an epoch whose seed is known; whoever calls, and
    /// whenever, the result is the same.
    function draw(uint256 chainId, uint256 epoch) external returns (Selection memory);

    /// @notice Notes that an account posts for a DAC, and reverts if it may not. Only the two chains; a
    /// transaction batch starts the takeover time anew.
    /// @param isOpen Whether anyone who allocates the threshold may post.
    /// @return epoch The current one.
    function recordPost(uint256 chainId, address account, bool isOpen)
        external
        returns (uint256 epoch);

    /// @notice Notes a DAC's MT escrow. Only L1StandardBridge, at every deposit and withdrawal of MT.
    function recordEscrow(uint256 chainId, uint256 escrow) external;

    /// @notice Takes the bond of an account that signed two blocks on one parent in one epoch, both on
    /// canonical L1 origins. The caller gets 30 %, the rest is burned.
    function slashEquivocation(
        BlockSeal calldata first,
        bytes calldata firstSignature,
        BlockSeal calldata second,
        bytes calldata secondSignature
    ) external;

    /// @notice Takes the whole bond of an account for a DAC, in MT for the caller. Only the dispute game.
    /// @return amount 0 if there is no bond any more.
    function forfeit(uint256 chainId, address account) external returns (uint256 amount);

    // Views

    /// @notice Whether an account may post for a DAC in the current L1 block; nobody before `draw`.
    function mayPost(uint256 chainId, address account) external view returns (bool);

    /// @notice Whether an account is the producer of batches whose origin lies in an epoch.
    function mayProduce(uint256 chainId, uint256 originEpoch, address account)
        external
        view
        returns (bool);

    /// @notice Whether an account allocates at least the threshold now.
    function allocatesThreshold(uint256 chainId, address account) external view returns (bool);

    /// @notice Least allocation that is eligible, the Dynamic Bond Threshold of a DAC, as it is now.
    function threshold(uint256 chainId) external view returns (uint256);

    /// @notice The threshold that an epoch's draw uses; final from the start of the epoch before.
    function thresholdAt(uint256 chainId, uint256 epoch) external view returns (uint256);

    /// @notice The members that an epoch draws from, and their weights; final from the start of the epoch
    /// before.
    function eligible(uint256 chainId, uint256 epoch)
        external
        view
        returns (address[] memory accounts, uint256[] memory weights);

    function selection(uint256 chainId, uint256 epoch) external view returns (Selection memory);

    /// @notice The producer drawn for a DAC and epoch; zero for none, and before the draw.
    function producerOf(uint256 chainId, uint256 epoch) external view returns (address);

    /// @notice L1 block of a DAC's last batch that was not forced; 0 before the first.
    function lastBatchAt(uint256 chainId) external view returns (uint256 l1BlockNumber);

    /// @notice Whether enough listed allocations would reach the threshold if the escrow were this.
    function admitsEscrow(uint256 chainId, uint256 escrow) external view returns (bool);

    function stakeOf(address account) external view returns (uint256);

    /// @notice Sum of an account's bonds.
    function allocatedOf(address account) external view returns (uint256);

    function allocation(uint256 chainId, address account) external view returns (Allocation memory);

    function endpointOf(address account) external view returns (string memory);

    /// @notice What a sequencer signs for a block.
    function sealDigest(BlockSeal calldata blockSeal) external view returns (bytes32);

    /// @notice L1 blocks without a batch after which each further backup may post.
    function takeoverBlocks() external view returns (uint256);

    /// @notice Epochs count from the deployment's L1 block.
    function currentEpoch() external view returns (uint256);

    /// @notice Epoch of an L1 block; 0 for one before the deployment.
    function epochAt(uint256 l1BlockNumber) external view returns (uint256);
}
