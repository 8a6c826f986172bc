// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Parameters} from "../Parameters.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {ISequencerPool} from "./interfaces/ISequencerPool.sol";

/// @notice Stake of the sequencers, its allocation to DACs, and who may post for a DAC.
/// @dev Of each member, the sum of allocations ≤ the stake; MT held here = the sum of stakes.
contract SequencerPool is ISequencerPool {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    struct Member {
        uint128 stake;
        uint128 allocated;
    }

    uint256 public immutable epochLength;
    uint256 public immutable unlockDelay;
    uint256 public immutable entryStake;
    uint256 public immutable minThreshold;
    uint256 public immutable deploymentBlock;

    IERC20 public immutable metisToken;
    ICanonicalTransactionChain public immutable canonicalTransactionChain;
    IStateCommitmentChain public immutable stateCommitmentChain;
    address public immutable l1StandardBridge;

    /// @notice MT that the bridge holds for a DAC.
    mapping(uint256 chainId => uint256 amount) public escrowOf;

    mapping(address account => Member) private _members;
    mapping(uint256 chainId => mapping(address account => Allocation)) private _allocations;
    mapping(uint256 chainId => Seat) private _seats;

    constructor(
        Parameters memory parameters,
        IERC20 metisToken_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        IStateCommitmentChain stateCommitmentChain_,
        address l1StandardBridge_
    ) {
        require(parameters.epochLength > 0, ParameterOutOfRange(0));
        require(parameters.minThreshold > 0, ParameterOutOfRange(0));
        epochLength = parameters.epochLength;
        unlockDelay = parameters.unlockDelaySeconds;
        entryStake = parameters.entryStake;
        minThreshold = parameters.minThreshold;
        deploymentBlock = block.number;
        metisToken = metisToken_;
        canonicalTransactionChain = canonicalTransactionChain_;
        stateCommitmentChain = stateCommitmentChain_;
        l1StandardBridge = l1StandardBridge_;
    }

    /// @inheritdoc ISequencerPool
    function stake(uint256 amount) external {
        Member storage member = _members[msg.sender];
        uint256 total = member.stake + amount;
        require(total >= entryStake, StakeBelowEntry(total, entryStake));
        member.stake = total.toUint128();
        emit Staked(msg.sender, amount, total);
        metisToken.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc ISequencerPool
    function unstake(uint256 amount) external {
        Member storage member = _members[msg.sender];
        uint256 total = member.stake - amount;
        require(total >= member.allocated, AllocationsAboveStake(member.allocated, total));
        require(total == 0 || total >= entryStake, StakeBelowEntry(total, entryStake));
        member.stake = total.toUint128();
        emit Unstaked(msg.sender, amount, total);
        metisToken.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc ISequencerPool
    function allocate(uint256 chainId, uint256 amount) external {
        require(canonicalTransactionChain.chainExists(chainId), UnknownChain(chainId));
        Allocation storage current = _allocations[chainId][msg.sender];
        if (amount < current.amount) _requireUnlocked(chainId, current.lastPostAt);

        Member storage member = _members[msg.sender];
        uint256 allocated = member.allocated - current.amount + amount;
        require(allocated <= member.stake, AllocationsAboveStake(allocated, member.stake));
        member.allocated = allocated.toUint128();
        current.amount = amount.toUint128();
        emit Allocated(chainId, msg.sender, amount);
        _updateSeat(chainId, amount >= threshold(chainId));
    }

    /// @inheritdoc ISequencerPool
    function recordPost(uint256 chainId, address account, bool isOpen)
        external
        returns (uint256 epoch)
    {
        require(
            msg.sender == address(canonicalTransactionChain)
                || msg.sender == address(stateCommitmentChain),
            NotAuthorized(msg.sender)
        );
        require(
            mayPost(chainId, account) || (isOpen && allocatesThreshold(chainId, account)),
            NotSelected(chainId, account)
        );
        _allocations[chainId][account].lastPostAt = uint64(block.timestamp);
        return currentEpoch();
    }

    /// @inheritdoc ISequencerPool
    function recordEscrow(uint256 chainId, uint256 escrow) external {
        require(msg.sender == l1StandardBridge, NotAuthorized(msg.sender));
        escrowOf[chainId] = escrow;
    }

    /// @inheritdoc ISequencerPool
    function admitsEscrow(uint256 chainId, uint256) external view returns (bool) {
        return _seats[chainId].holder != address(0);
    }

    /// @inheritdoc ISequencerPool
    function mayPost(uint256 chainId, address account) public view returns (bool) {
        Seat storage chainSeat = _seats[chainId];
        if (chainSeat.holder != address(0) && currentEpoch() >= chainSeat.fromEpoch) {
            return account == chainSeat.holder;
        }
        return allocatesThreshold(chainId, account);
    }

    /// @inheritdoc ISequencerPool
    function mayProduce(uint256 chainId, uint256, address account) external view returns (bool) {
        return mayPost(chainId, account);
    }

    /// @inheritdoc ISequencerPool
    function allocatesThreshold(uint256 chainId, address account) public view returns (bool) {
        return _allocations[chainId][account].amount >= threshold(chainId);
    }

    /// @inheritdoc ISequencerPool
    function threshold(uint256) public view returns (uint256) {
        return minThreshold;
    }

    /// @inheritdoc ISequencerPool
    function stakeOf(address account) external view returns (uint256) {
        return _members[account].stake;
    }

    /// @inheritdoc ISequencerPool
    function allocatedOf(address account) external view returns (uint256) {
        return _members[account].allocated;
    }

    /// @inheritdoc ISequencerPool
    function allocation(uint256 chainId, address account)
        external
        view
        returns (Allocation memory)
    {
        return _allocations[chainId][account];
    }

    /// @inheritdoc ISequencerPool
    function seat(uint256 chainId) external view returns (Seat memory) {
        return _seats[chainId];
    }

    /// @inheritdoc ISequencerPool
    function currentEpoch() public view returns (uint256) {
        return epochAt(block.number);
    }

    /// @inheritdoc ISequencerPool
    function epochAt(uint256 l1BlockNumber) public view returns (uint256) {
        if (l1BlockNumber < deploymentBlock) return 0;
        return (l1BlockNumber - deploymentBlock) / epochLength;
    }

    function _updateSeat(uint256 chainId, bool isEligible) private {
        Seat storage chainSeat = _seats[chainId];
        if (isEligible && chainSeat.holder == address(0)) {
            uint64 fromEpoch = uint64(currentEpoch() + 2);
            _seats[chainId] = Seat(msg.sender, fromEpoch);
            emit SeatTaken(chainId, msg.sender, fromEpoch);
        } else if (!isEligible && chainSeat.holder == msg.sender) {
            delete _seats[chainId];
            emit SeatTaken(chainId, address(0), 0);
        }
    }

    function _requireUnlocked(uint256 chainId, uint256 lastPostAt) private view {
        if (lastPostAt == 0) return;
        uint256 unlockedAt = lastPostAt + unlockDelay;
        require(block.timestamp > unlockedAt, AllocationLocked(chainId, msg.sender, unlockedAt));
        require(
            stateCommitmentChain.isSettled(chainId, msg.sender),
            AllocationBacksStateBatch(chainId, msg.sender)
        );
    }
}
