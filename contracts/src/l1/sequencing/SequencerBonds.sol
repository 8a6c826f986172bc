// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {Parameters} from "../Parameters.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {MetisToken} from "../token/MetisToken.sol";
import {EscrowPeak} from "./EscrowPeak.sol";
import {ISequencerPool} from "./interfaces/ISequencerPool.sol";
import {PoolTerms} from "./PoolTerms.sol";
import {Roster} from "./Roster.sol";

/// @notice Stake of the sequencers, its allocation to DACs, and the threshold of each DAC.
/// @dev Of each member, the sum of bonds ≤ the stake, and each allocation ≤ its bond.
abstract contract SequencerBonds is PoolTerms {
    using SafeERC20 for MetisToken;
    using SafeCast for uint256;
    using Checkpoints for Checkpoints.Trace208;
    using EscrowPeak for EscrowPeak.Peak;
    using Roster for Roster.Roll;

    struct Member {
        uint128 stake;
        uint128 bonds;
    }

    uint256 private constant BASIS_POINTS = 10_000;

    uint256 public immutable entryStake;
    uint256 public immutable minThreshold;
    uint256 public immutable thresholdBasisPoints;
    uint256 public immutable minEligible;

    ICanonicalTransactionChain public immutable canonicalTransactionChain;
    IStateCommitmentChain public immutable stateCommitmentChain;
    address public immutable l1StandardBridge;

    mapping(address account => Member) private _members;
    mapping(uint256 chainId => mapping(address account => Allocation)) internal _allocations;
    mapping(uint256 chainId => Roster.Roll) private _rosters;
    mapping(uint256 chainId => EscrowPeak.Peak) private _peaks;
    /// @dev By the epoch from which they count; none before the first escrow.
    mapping(uint256 chainId => Checkpoints.Trace208) private _thresholds;

    constructor(
        Parameters memory parameters,
        ICanonicalTransactionChain canonicalTransactionChain_,
        IStateCommitmentChain stateCommitmentChain_,
        address l1StandardBridge_
    ) {
        entryStake = _inRange(parameters.entryStake, 1, type(uint96).max);
        // Everybody would be eligible without a bond.
        minThreshold = _inRange(parameters.minThreshold, 1, type(uint88).max);
        thresholdBasisPoints = _inRange(parameters.thresholdBasisPoints, 1, BASIS_POINTS);
        minEligible = _inRange(parameters.minEligible, 1, Roster.SIZE);
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
        require(total >= member.bonds, BondsAboveStake(member.bonds, total));
        require(total == 0 || total >= entryStake, StakeBelowEntry(total, entryStake));
        member.stake = total.toUint128();
        emit Unstaked(msg.sender, amount, total);
        metisToken.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc ISequencerPool
    function allocate(uint256 chainId, uint256 amount) external {
        _requireChain(chainId);
        Allocation storage current = _allocations[chainId][msg.sender];
        if (amount > current.bond) {
            Member storage member = _members[msg.sender];
            uint256 bonds = member.bonds + amount - current.bond;
            require(bonds <= member.stake, BondsAboveStake(bonds, member.stake));
            member.bonds = bonds.toUint128();
            current.bond = amount.toUint96();
        }
        if (amount < current.amount) {
            current.loweredAt = uint64(block.timestamp);
            current.loweredInEpoch = uint64(currentEpoch());
        }
        current.amount = amount.toUint96();
        emit Allocated(chainId, msg.sender, amount);
        _list(chainId, current);
    }

    /// @inheritdoc ISequencerPool
    function release(uint256 chainId) external {
        Allocation storage current = _allocations[chainId][msg.sender];
        uint256 freed = current.bond - current.amount;
        require(freed > 0, NothingToRelease(chainId, msg.sender));
        uint256 lastEpoch = current.loweredInEpoch + EFFECT_DELAY;
        require(currentEpoch() >= lastEpoch, BondCounts(chainId, msg.sender, lastEpoch));
        uint256 unlockedAt = Math.max(current.loweredAt, current.lastPostAt) + unlockDelay;
        require(block.timestamp > unlockedAt, BondLocked(chainId, msg.sender, unlockedAt));
        require(
            stateCommitmentChain.isSettled(chainId, msg.sender),
            BondBacksStateBatch(chainId, msg.sender)
        );
        current.bond = current.amount;
        _members[msg.sender].bonds -= uint128(freed);
        emit Released(chainId, msg.sender, freed);
    }

    /// @inheritdoc ISequencerPool
    function recordEscrow(uint256 chainId, uint256 escrow) external {
        require(msg.sender == l1StandardBridge, NotAuthorized(msg.sender));
        EscrowPeak.Peak storage peak = _peaks[chainId];
        peak.record(escrow);
        uint256 next = _thresholdFor(escrow, peak.previousDayPeak());
        if (next == threshold(chainId)) return;
        uint256 fromEpoch = _effectiveEpoch();
        _thresholds[chainId].push(uint48(fromEpoch), uint208(next));
        emit ThresholdChanged(chainId, next, fromEpoch);
    }

    /// @inheritdoc ISequencerPool
    function admitsEscrow(uint256 chainId, uint256 escrow) external view returns (bool) {
        uint256 needed = _thresholdFor(escrow, _peaks[chainId].previousDayPeak());
        return _rosters[chainId].hasAtLeast(minEligible, needed);
    }

    /// @inheritdoc ISequencerPool
    function threshold(uint256 chainId) public view returns (uint256) {
        uint256 last = _thresholds[chainId].latest();
        return last == 0 ? minThreshold : last;
    }

    /// @inheritdoc ISequencerPool
    function thresholdAt(uint256 chainId, uint256 epoch) public view returns (uint256) {
        uint256 then = _thresholds[chainId].upperLookupRecent(epoch.toUint48());
        return then == 0 ? minThreshold : then;
    }

    /// @inheritdoc ISequencerPool
    function allocatesThreshold(uint256 chainId, address account) public view returns (bool) {
        return _allocations[chainId][account].amount >= threshold(chainId);
    }

    /// @inheritdoc ISequencerPool
    function stakeOf(address account) external view returns (uint256) {
        return _members[account].stake;
    }

    /// @inheritdoc ISequencerPool
    function allocatedOf(address account) external view returns (uint256) {
        return _members[account].bonds;
    }

    /// @inheritdoc ISequencerPool
    function allocation(uint256 chainId, address account)
        external
        view
        returns (Allocation memory)
    {
        return _allocations[chainId][account];
    }

    /// @dev The members that reach an epoch's threshold, and what each allocates.
    function _eligible(uint256 chainId, uint256 epoch, uint256 least)
        internal
        view
        returns (address[] memory accounts, uint256[] memory amounts)
    {
        return _rosters[chainId].eligible(epoch, least);
    }

    /// @dev Takes an account's whole bond for a DAC, if there is one, out of the pool's books.
    function _forfeit(uint256 chainId, address account) internal returns (uint256 amount) {
        Allocation storage current = _allocations[chainId][account];
        amount = current.bond;
        if (amount == 0) return 0;
        Member storage member = _members[account];
        member.bonds -= uint128(amount);
        member.stake -= uint128(amount);
        (current.bond, current.amount) = (0, 0);
        emit Allocated(chainId, account, 0);
        if (current.isListed) _unlist(chainId, current);
    }

    function _requireChain(uint256 chainId) internal view {
        require(canonicalTransactionChain.chainExists(chainId), UnknownChain(chainId));
    }

    /// @dev Puts the caller's allocation where its amount belongs: into its place, into a free one, into that
    /// of the smallest, or nowhere.
    function _list(uint256 chainId, Allocation storage current) private {
        if (current.amount == 0) {
            if (current.isListed) _unlist(chainId, current);
            return;
        }
        Roster.Roll storage roll = _rosters[chainId];
        if (!current.isListed) {
            uint256 place = roll.weakestPlace();
            Roster.Entry memory weakest = roll.latest(place);
            if (weakest.amount >= current.amount) return;
            if (weakest.account != address(0)) {
                _allocations[chainId][weakest.account].isListed = false;
                emit Displaced(chainId, weakest.account, msg.sender);
            }
            (current.isListed, current.place) = (true, uint8(place));
        }
        roll.set(current.place, Roster.Entry(msg.sender, current.amount), _effectiveEpoch());
    }

    function _unlist(uint256 chainId, Allocation storage current) private {
        _rosters[chainId].set(current.place, Roster.Entry(address(0), 0), _effectiveEpoch());
        current.isListed = false;
    }

    function _thresholdFor(uint256 escrow, uint256 previousDayPeak) private view returns (uint256) {
        uint256 insured = Math.max(escrow, previousDayPeak);
        uint256 part = Math.mulDiv(insured, thresholdBasisPoints, BASIS_POINTS, Math.Rounding.Ceil);
        return Math.max(minThreshold, part);
    }
}
