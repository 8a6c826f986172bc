// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {Permission} from "../../charter/Charter.sol";
import {CharterRules} from "../../charter/CharterRules.sol";
import {IMVM_DACMaster} from "../../l2/interfaces/IMVM_DACMaster.sol";
import {IL1StandardBridge} from "../bridge/interfaces/IL1StandardBridge.sol";
import {IDACManager} from "../dac/interfaces/IDACManager.sol";
import {Parameters} from "../Parameters.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {L2Predeploys} from "../rollup/L2Predeploys.sol";
import {IEpochSeeds} from "../sequencing/interfaces/IEpochSeeds.sol";
import {MetisToken} from "../token/MetisToken.sol";
import {DutyDraw} from "./DutyDraw.sol";
import {IRangerPool} from "./interfaces/IRangerPool.sol";

/// @notice Bonds of the rangers, who of them are members, and which of them checks what.
/// @dev MT held here = the sum of the bonds, or more if someone sends it here by mistake. The list of members
/// is dense: who leaves is replaced by the last. The list's length and each of its places keep their history
/// by L1 block, so that a draw from an old list costs a few reads for each checker, however long the list is.
contract RangerPool is IRangerPool {
    using Checkpoints for Checkpoints.Trace160;
    using SafeERC20 for MetisToken;

    /// @notice Most members. Draws do not need the bound; those who mirror the list do. At the strict bond,
    /// filling the list would take more MT than there is.
    uint256 public constant MAX_MEMBERS = 2 ** 14;
    /// @notice Gas that a change of the member list has on L2: the tests measure 126,000 at most.
    uint256 public constant MEMBERSHIP_GAS_LIMIT = 250_000;
    /// @dev Blocks of the longest state batch.
    uint256 private constant MAX_SEGMENT_LENGTH = 1024;
    uint256 private constant MAX_CHECKERS = 64;

    uint256 public immutable rangerBond;
    uint256 public immutable segmentLength;
    uint256 public immutable checkersFloor;
    uint256 public immutable checkersCap;
    uint256 public immutable unlockDelay;

    MetisToken public immutable metisToken;
    IDACManager public immutable dacManager;
    ICanonicalTransactionChain public immutable canonicalTransactionChain;
    IStateCommitmentChain public immutable stateCommitmentChain;
    IL1StandardBridge public immutable l1StandardBridge;
    IEpochSeeds public immutable epochSeeds;
    address public immutable disputeGame;

    mapping(address account => Ranger) private _rangers;
    /// @dev By L1 block.
    Checkpoints.Trace160 private _memberCount;
    /// @dev By L1 block. What a place at or above the list's length holds is left over.
    mapping(uint256 place => Checkpoints.Trace160) private _members;
    /// @inheritdoc IRangerPool
    mapping(address account => uint256) public strikesOf;

    constructor(
        Parameters memory parameters,
        MetisToken metisToken_,
        IDACManager dacManager_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        IStateCommitmentChain stateCommitmentChain_,
        IL1StandardBridge l1StandardBridge_,
        IEpochSeeds epochSeeds_,
        address disputeGame_
    ) {
        uint256 length = parameters.segmentLength;
        uint256 floor = parameters.checkersFloor;
        uint256 cap = parameters.checkersCap;
        require(parameters.rangerBond > 0, ParameterOutOfRange(0));
        require(length > 0 && length <= MAX_SEGMENT_LENGTH, ParameterOutOfRange(length));
        require(floor > 0 && floor <= cap, ParameterOutOfRange(floor));
        require(cap <= MAX_CHECKERS, ParameterOutOfRange(cap));
        rangerBond = parameters.rangerBond;
        segmentLength = length;
        checkersFloor = floor;
        checkersCap = cap;
        unlockDelay = parameters.unlockDelaySeconds;
        metisToken = metisToken_;
        dacManager = dacManager_;
        canonicalTransactionChain = canonicalTransactionChain_;
        stateCommitmentChain = stateCommitmentChain_;
        l1StandardBridge = l1StandardBridge_;
        epochSeeds = epochSeeds_;
        disputeGame = disputeGame_;
    }

    /// @inheritdoc IRangerPool
    function join() external {
        Ranger storage joining = _rangers[msg.sender];
        require(joining.place == 0, AlreadyMember(msg.sender));
        uint256 count = memberCount();
        require(count < MAX_MEMBERS, TooManyMembers(MAX_MEMBERS));
        uint256 missing = rangerBond - joining.bond;

        _members[count].push(uint96(block.number), uint160(msg.sender));
        _memberCount.push(uint96(block.number), uint160(count + 1));
        _rangers[msg.sender] = Ranger({
            bond: uint128(rangerBond), place: uint32(count + 1), leftAt: 0, leftInEpoch: 0
        });

        uint256 queueIndex =
            _enqueue(abi.encodeCall(IMVM_DACMaster.addPermission, (_permissionOf(msg.sender))));
        emit RangerJoined(msg.sender, rangerBond, queueIndex);
        if (missing > 0) metisToken.safeTransferFrom(msg.sender, address(this), missing);
    }

    /// @inheritdoc IRangerPool
    function leave() external {
        require(_rangers[msg.sender].place != 0, NotMember(msg.sender));
        _endMembership(msg.sender);
    }

    /// @inheritdoc IRangerPool
    function unlock() external {
        Ranger storage former = _rangers[msg.sender];
        require(former.place == 0, AlreadyMember(msg.sender));
        uint256 amount = former.bond;
        require(amount != 0, NothingToUnlock(msg.sender));
        uint256 unlockedAt = former.leftAt + unlockDelay;
        // The list that was closed at the start of the epoch of leaving is drawn from in the next.
        uint256 unlockedInEpoch = uint256(former.leftInEpoch) + 2;
        require(
            block.timestamp > unlockedAt && epochSeeds.currentEpoch() >= unlockedInEpoch,
            BondLocked(msg.sender, unlockedAt, unlockedInEpoch)
        );
        delete _rangers[msg.sender];
        strikesOf[msg.sender] = 0;
        emit BondUnlocked(msg.sender, amount);
        metisToken.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IRangerPool
    function strike(address account) external {
        require(msg.sender == disputeGame, NotAuthorized(msg.sender));
        Ranger storage struck = _rangers[account];
        uint256 bond = struck.bond;
        if (bond == 0) return;
        bool isFirst = strikesOf[account] == 0;
        uint256 burned = isFirst ? bond / 2 : bond;
        emit RangerStruck(account, isFirst ? 1 : 2, burned);
        strikesOf[account] = isFirst ? 1 : 0;
        struck.bond = uint128(bond - burned);
        if (!isFirst && struck.place != 0) _endMembership(account);
        metisToken.burn(burned);
    }

    /// @inheritdoc IRangerPool
    function ranger(address account) external view returns (Ranger memory) {
        return _rangers[account];
    }

    /// @inheritdoc IRangerPool
    function isMember(address account) external view returns (bool) {
        return _rangers[account].place != 0;
    }

    /// @inheritdoc IRangerPool
    function memberCount() public view returns (uint256) {
        return _memberCount.latest();
    }

    /// @inheritdoc IRangerPool
    function memberCountAt(uint256 l1BlockNumber) public view returns (uint256) {
        require(l1BlockNumber <= block.number, FutureBlock(l1BlockNumber));
        return l1BlockNumber == 0 ? 0 : _memberCount.upperLookupRecent(uint96(l1BlockNumber - 1));
    }

    /// @inheritdoc IRangerPool
    function membersAt(uint256 l1BlockNumber, uint256 start, uint256 end)
        external
        view
        returns (address[] memory accounts)
    {
        end = Math.min(end, memberCountAt(l1BlockNumber));
        accounts = new address[](end > start ? end - start : 0);
        for (uint256 i = 0; i < accounts.length; i++) {
            accounts[i] = _memberAt(l1BlockNumber, start + i);
        }
    }

    /// @inheritdoc IRangerPool
    function rangersChainId() public view returns (uint256) {
        return dacManager.chainIdAt(0);
    }

    /// @inheritdoc IRangerPool
    function checkers(uint256 chainId) public view returns (uint256) {
        return DutyDraw.checkers(l1StandardBridge.escrow(chainId), checkersFloor, checkersCap);
    }

    /// @inheritdoc IRangerPool
    function drawEpoch(uint256 chainId, uint256 stateBatchIndex) external view returns (uint256) {
        return _appendedIn(_stateBatch(chainId, stateBatchIndex)) + 2;
    }

    /// @inheritdoc IRangerPool
    function draw(uint256 chainId, uint256 stateBatchIndex) public view returns (Draw memory made) {
        IStateCommitmentChain.StateBatch memory stateBatch = _stateBatch(chainId, stateBatchIndex);
        uint256 appendedIn = _appendedIn(stateBatch);
        made.epoch = appendedIn + 2;
        made.seed = epochSeeds.seed(made.epoch);
        made.frozenAtBlock = epochSeeds.startOf(appendedIn + 1);
        made.memberCount = memberCountAt(made.frozenAtBlock);
        made.checkers = checkers(chainId);
        made.segmentCount = DutyDraw.segmentCount(stateBatch.rootCount, segmentLength);
    }

    /// @inheritdoc IRangerPool
    function duties(uint256 chainId, uint256 stateBatchIndex)
        external
        view
        returns (address[][] memory accounts)
    {
        Draw memory made = draw(chainId, stateBatchIndex);
        accounts = new address[][](made.segmentCount);
        for (uint256 segment = 0; segment < accounts.length; segment++) {
            accounts[segment] = _checkersOf(made, chainId, stateBatchIndex, segment);
        }
    }

    /// @inheritdoc IRangerPool
    function dutiesOf(uint256 chainId, uint256 stateBatchIndex, uint256 segment)
        external
        view
        returns (address[] memory)
    {
        Draw memory made = draw(chainId, stateBatchIndex);
        require(segment < made.segmentCount, SegmentOutOfRange(segment, made.segmentCount));
        return _checkersOf(made, chainId, stateBatchIndex, segment);
    }

    function _endMembership(address account) private {
        Ranger storage leaving = _rangers[account];
        uint32 place = leaving.place;
        uint256 count = memberCount();
        if (place != count) {
            uint160 last = _members[count - 1].latest();
            _members[place - 1].push(uint96(block.number), last);
            _rangers[address(last)].place = place;
        }
        _memberCount.push(uint96(block.number), uint160(count - 1));
        leaving.place = 0;
        leaving.leftAt = uint48(block.timestamp);
        leaving.leftInEpoch = uint48(epochSeeds.currentEpoch());

        uint256 queueIndex =
            _enqueue(abi.encodeCall(IMVM_DACMaster.removeAddresses, (_permissionOf(account))));
        emit RangerLeft(account, queueIndex);
    }

    /// @dev To MVM_DACMaster of MVM_RANGERS, from this contract's alias, which manages that DAC: no mask binds
    /// it, and its gas suffices, so that the element cannot fail.
    function _enqueue(bytes memory data) private returns (uint256 queueIndex) {
        return canonicalTransactionChain.enqueue(
            rangersChainId(), L2Predeploys.MVM_DAC_MASTER, 0, MEMBERSHIP_GAS_LIMIT, data
        );
    }

    function _permissionOf(address account) private pure returns (Permission memory permission) {
        permission.operation = CharterRules.ALLOW;
        permission.bit = CharterRules.SUBMIT;
        permission.addresses = new address[](1);
        permission.addresses[0] = account;
    }

    function _checkersOf(
        Draw memory made,
        uint256 chainId,
        uint256 stateBatchIndex,
        uint256 segment
    ) private view returns (address[] memory accounts) {
        uint256[] memory places = DutyDraw.pick(
            made.seed, chainId, stateBatchIndex, segment, made.memberCount, made.checkers
        );
        accounts = new address[](places.length);
        for (uint256 i = 0; i < places.length; i++) {
            accounts[i] = _memberAt(made.frozenAtBlock, places[i]);
        }
    }

    /// @dev The place lay below the list's length at that block.
    function _memberAt(uint256 l1BlockNumber, uint256 place) private view returns (address) {
        return address(_members[place].upperLookupRecent(uint96(l1BlockNumber - 1)));
    }

    function _stateBatch(uint256 chainId, uint256 stateBatchIndex)
        private
        view
        returns (IStateCommitmentChain.StateBatch memory)
    {
        require(stateBatchIndex != 0, NothingToCheck(chainId));
        return stateCommitmentChain.stateBatch(chainId, stateBatchIndex);
    }

    function _appendedIn(IStateCommitmentChain.StateBatch memory stateBatch)
        private
        view
        returns (uint256 epoch)
    {
        return epochSeeds.epochAt(stateBatch.appendedAtBlock);
    }
}
