// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../Parameters.sol";
import {IRangerPool} from "../ranging/interfaces/IRangerPool.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {ISequencerPool} from "../sequencing/interfaces/ISequencerPool.sol";
import {MetisToken} from "../token/MetisToken.sol";
import {Bisection} from "./game/Bisection.sol";
import {ChessClock, ChessClocks} from "./game/ChessClock.sol";
import {Defence, Defences} from "./game/Defence.sol";
import {DisputeDoor} from "./game/DisputeDoor.sol";
import {OpenDisputes} from "./game/OpenDisputes.sol";
import {Winnings} from "./game/Winnings.sol";
import {IDisputeGame} from "./interfaces/IDisputeGame.sol";
import {IMVM_ExecutionManager} from "./interfaces/IMVM_ExecutionManager.sol";

/// @notice Disputes about output roots, from the opening to the verdict.
/// @dev ETH held here = the challengers' bonds of the disputes that are not resolved, the asserters' bonds, and the
/// credits; or more if it was forced upon the contract.
contract DisputeGame is DisputeDoor {
    using ChessClocks for ChessClock;
    using Defences for Defence;
    using OpenDisputes for OpenDisputes.Register;

    /// @dev A move and its transaction need some time; and 2^32 seconds fit wherever seconds are kept.
    uint256 private constant MAX_CLOCK_SECONDS = 2 ** 32 - 1;

    uint96 public immutable disputeBond;
    uint256 public immutable clockSeconds;
    uint256 public immutable extensionSeconds;

    IMVM_ExecutionManager public immutable executionManager;
    IRangerPool public immutable rangerPool;

    Dispute[] private _disputes;
    mapping(uint256 disputeId => Segment) private _segments;
    mapping(uint256 disputeId => ChessClock) private _clocks;
    mapping(uint256 chainId => OpenDisputes.Register) private _open;
    /// @dev Has a bond while a live dispute has the asserter's move.
    mapping(uint256 chainId => mapping(address asserter => Defence)) private _defences;
    /// @dev The state batches that a game was won about, as opposed to those that fell with one.
    mapping(uint256 chainId => mapping(uint256 stateBatchIndex => bool)) private _isProvenWrong;
    /// @inheritdoc IDisputeGame
    mapping(address asserter => address) public delegateOf;

    constructor(
        Parameters memory parameters,
        MetisToken metisToken_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        IStateCommitmentChain stateCommitmentChain_,
        ISequencerPool sequencerPool_,
        IRangerPool rangerPool_,
        IMVM_ExecutionManager executionManager_
    )
        Winnings(metisToken_, sequencerPool_, stateCommitmentChain_)
        DisputeDoor(parameters, canonicalTransactionChain_)
    {
        uint256 clock = parameters.disputeClockSeconds;
        uint256 extension = parameters.disputeExtensionSeconds;
        require(parameters.disputeBond > 0, ParameterOutOfRange(0));
        require(clock > 0 && clock <= MAX_CLOCK_SECONDS, ParameterOutOfRange(clock));
        require(extension > 0 && extension <= clock, ParameterOutOfRange(extension));
        disputeBond = parameters.disputeBond;
        clockSeconds = clock;
        extensionSeconds = extension;
        rangerPool = rangerPool_;
        executionManager = executionManager_;
    }

    /// @inheritdoc IDisputeGame
    function setDelegate(address delegate) external {
        delegateOf[msg.sender] = delegate;
        emit DelegateSet(msg.sender, delegate);
    }

    /// @inheritdoc IDisputeGame
    function open(Opening calldata opening) external payable returns (uint256 disputeId) {
        _useCommitment(opening);
        require(msg.value == disputeBond, WrongBond(msg.value, disputeBond));
        _requireDisputable(opening.chainId, opening.stateBatchIndex);
        require(opening.challengerRoot != opening.claimedRoot, NothingRejected(opening.claimedRoot));
        bytes32 agreedRoot = _requireLeaves(opening);
        disputeId = _disputes.length;
        _enterSubject(opening, disputeId);
        address asserter =
            stateCommitmentChain.stateBatch(opening.chainId, opening.stateBatchIndex).asserter;

        _disputes.push(
            Dispute({
                chainId: uint64(opening.chainId),
                stateBatchIndex: uint64(opening.stateBatchIndex),
                blockNumber: uint64(opening.blockNumber),
                openedAt: uint64(block.timestamp),
                challenger: msg.sender,
                bond: disputeBond,
                asserter: asserter,
                phase: Phase.Bisection,
                isResolved: false,
                openedAtBlock: uint64(block.number),
                defender: address(0),
                agreedRoot: agreedRoot,
                claimedRoot: opening.claimedRoot,
                challengerRoot: opening.challengerRoot
            })
        );
        _segments[disputeId] = _wholeTrace(opening);
        _clocks[disputeId] = ChessClock({
            turnStartedAt: uint64(block.timestamp),
            asserterSeconds: uint64(clockSeconds),
            challengerSeconds: uint64(clockSeconds),
            isAssertersTurn: true
        });
        _open[opening.chainId].add(disputeId, opening.stateBatchIndex);
        _defences[opening.chainId][asserter].add();
        emit DisputeOpened(
            disputeId,
            opening.chainId,
            opening.stateBatchIndex,
            opening.blockNumber,
            msg.sender,
            opening.claimedRoot,
            opening.challengerRoot,
            agreedRoot,
            msg.value
        );
    }

    // Moves

    /// @inheritdoc IDisputeGame
    function bisect(uint256 disputeId, bytes32 segmentHash_, bytes32[] calldata stateHashes)
        external
        payable
    {
        Dispute storage game = _inPhase(disputeId, Phase.Bisection);
        address asserter = game.asserter;
        require(
            msg.sender == asserter || msg.sender == delegateOf[asserter],
            NotYourMove(disputeId, msg.sender)
        );
        _requireTime(disputeId);
        _takeBond(game, asserter);

        Segment storage whole = _named(disputeId, segmentHash_);
        uint256 cuts = Bisection.parts(whole.round) - 1;
        require(stateHashes.length == cuts, CutCountMismatch(stateHashes.length, cuts));
        whole.cutsHash = keccak256(abi.encodePacked(stateHashes));
        game.phase = Phase.Selection;
        _clocks[disputeId].turn(extensionSeconds);
        emit SegmentCut(disputeId, whole.round, whole.position, msg.sender, stateHashes);
    }

    /// @inheritdoc IDisputeGame
    function pick(
        uint256 disputeId,
        bytes32 segmentHash_,
        uint256 part,
        bytes32[] calldata stateHashes
    ) external {
        Dispute storage game = _inPhase(disputeId, Phase.Selection);
        require(msg.sender == game.challenger, NotYourMove(disputeId, msg.sender));
        _requireTime(disputeId);
        Segment storage whole = _named(disputeId, segmentHash_);
        bytes32 cutsHash = keccak256(abi.encodePacked(stateHashes));
        require(cutsHash == whole.cutsHash, CutsMismatch(cutsHash, whole.cutsHash));

        uint256 round = whole.round;
        uint256 parts = Bisection.parts(round);
        require(part < parts, PartOutOfRange(part, parts));
        if (part > 0) whole.startHash = stateHashes[part - 1];
        if (part < parts - 1) whole.endHash = stateHashes[part];
        whole.position += uint64(part * Bisection.partLength(round));
        whole.round = uint8(round + 1);
        whole.cutsHash = 0;
        game.phase = round + 1 == Bisection.ROUNDS ? Phase.Step : Phase.Bisection;
        _clocks[disputeId].turn(extensionSeconds);
        emit PartPicked(disputeId, round, part, whole.position, whole.startHash, whole.endHash);
    }

    /// @inheritdoc IDisputeGame
    function proveStep(uint256 disputeId, uint256 moduleId, bytes calldata tape) external {
        Dispute storage game = _inPhase(disputeId, Phase.Step);
        Segment storage last = _segments[disputeId];
        bytes32 postHash = executionManager.step(last.startHash, last.position, moduleId, tape);
        emit StepExecuted(disputeId, last.position, moduleId, postHash);
        _decide(disputeId, game, postHash == last.endHash ? Phase.AsserterWon : Phase.ChallengerWon);
    }

    /// @inheritdoc IDisputeGame
    function claimTimeout(uint256 disputeId) external {
        Dispute storage game = _known(disputeId);
        require(!_isDecided(game.phase), WrongPhase(disputeId, game.phase));
        // Whose game is over by another one's outcome need not go on with it.
        _requireLive(game.chainId, game.stateBatchIndex);
        ChessClock memory clock = _clocks[disputeId];
        uint256 end = clock.deadline();
        require(block.timestamp > end, ClockStillRuns(disputeId, end));
        _decide(disputeId, game, clock.isAssertersTurn ? Phase.ChallengerWon : Phase.AsserterWon);
    }

    /// @inheritdoc IDisputeGame
    function resolve(uint256 disputeId) external {
        Dispute storage game = _known(disputeId);
        require(!game.isResolved, AlreadyResolved(disputeId));
        game.isResolved = true;
        (uint256 chainId, uint256 stateBatchIndex) = (game.chainId, game.stateBatchIndex);
        OpenDisputes.Register storage register = _open[chainId];
        if (!stateCommitmentChain.isLive(chainId, stateBatchIndex)) {
            register.forget(disputeId);
            // An asserter who has won about the very state batch that another one brought down keeps what it won.
            bool stands = _isProvenWrong[chainId][stateBatchIndex] && _isDecided(game.phase);
            if (!stands) game.phase = Phase.Void;
            _settle(disputeId, game, 0, 0);
            return;
        }
        require(_isDecided(game.phase), WrongPhase(disputeId, game.phase));
        uint256 earliest = register.earliest();
        require(stateBatchIndex == earliest, EarlierDisputeOpen(disputeId, earliest));
        if (game.phase == Phase.AsserterWon) {
            register.remove(disputeId, stateBatchIndex);
            _settle(disputeId, game, 0, 0);
            return;
        }
        _isProvenWrong[chainId][stateBatchIndex] = true;
        // First: when its window has passed, only this dispute keeps the state batch from being withdrawable.
        stateCommitmentChain.deleteStateBatch(chainId, stateBatchIndex);
        register.forget(disputeId);
        register.clear();
        (address asserter, address challenger) = (game.asserter, game.challenger);
        // All other games about the chain are dead now: nobody else can win it.
        address defender = _defences[chainId][asserter].take();
        if (defender != address(0)) {
            emit AsserterBondTaken(chainId, asserter, challenger, disputeId, disputeBond);
            _credit(challenger, disputeBond);
        }
        (uint256 slashed, uint256 reward) = _slash(chainId, asserter, challenger);
        _settle(disputeId, game, slashed, reward);
    }

    // Views

    /// @inheritdoc IDisputeGame
    function earliestDisputed(uint256 chainId) external view returns (uint256) {
        return _open[chainId].earliest();
    }

    /// @inheritdoc IDisputeGame
    function disputeCount() external view returns (uint256) {
        return _disputes.length;
    }

    /// @inheritdoc IDisputeGame
    function dispute(uint256 disputeId) external view returns (Dispute memory) {
        return _known(disputeId);
    }

    /// @inheritdoc IDisputeGame
    function defenceOf(uint256 chainId, address asserter) external view returns (Defence memory) {
        return _defences[chainId][asserter];
    }

    /// @inheritdoc IDisputeGame
    function segment(uint256 disputeId) external view returns (Segment memory) {
        _known(disputeId);
        return _segments[disputeId];
    }

    /// @inheritdoc IDisputeGame
    function segmentHash(uint256 disputeId) external view returns (bytes32) {
        _known(disputeId);
        return _hashOf(_segments[disputeId]);
    }

    /// @inheritdoc IDisputeGame
    function deadline(uint256 disputeId) external view returns (uint256) {
        if (_isDecided(_known(disputeId).phase)) return type(uint256).max;
        return _clocks[disputeId].deadline();
    }

    /// @inheritdoc IDisputeGame
    function clockOf(uint256 disputeId) external view returns (uint256, uint256) {
        _known(disputeId);
        ChessClock memory clock = _clocks[disputeId];
        return (clock.asserterSeconds, clock.challengerSeconds);
    }

    /// @inheritdoc IDisputeGame
    function openDisputes(uint256 chainId) external view returns (uint256[] memory) {
        return _open[chainId].ids();
    }

    function _decide(uint256 disputeId, Dispute storage game, Phase phase) private {
        game.phase = phase;
        emit DisputeDecided(disputeId, phase);
    }

    /// @dev A game's first cut brings the asserter's bond, unless it is here.
    function _takeBond(Dispute storage game, address asserter) private {
        uint256 due = 0;
        if (game.defender == address(0)) {
            game.defender = msg.sender;
            uint256 chainId = game.chainId;
            Defence storage defence = _defences[chainId][asserter];
            if (defence.defender == address(0)) {
                defence.defender = msg.sender;
                due = disputeBond;
                emit AsserterBondPosted(chainId, asserter, msg.sender, due);
            }
        }
        require(msg.value == due, WrongBond(msg.value, due));
    }

    /// @dev Gives the challenger's bond to whom it belongs, and the asserter's back when no game is left.
    function _settle(uint256 disputeId, Dispute storage game, uint256 slashed, uint256 reward)
        private
    {
        Phase phase = game.phase;
        emit DisputeResolved(disputeId, phase, slashed, reward);
        // Who has won as the asserter has moved: else its clock would have run out.
        _credit(phase == Phase.AsserterWon ? game.defender : game.challenger, game.bond);
        (uint256 chainId, address asserter) = (game.chainId, game.asserter);
        address free = _defences[chainId][asserter].remove();
        if (free != address(0)) {
            emit AsserterBondFreed(chainId, asserter, free, disputeBond);
            _credit(free, disputeBond);
        }
        if (phase == Phase.AsserterWon) rangerPool.strike(game.challenger);
    }

    function _known(uint256 disputeId) private view returns (Dispute storage) {
        require(disputeId < _disputes.length, UnknownDispute(disputeId));
        return _disputes[disputeId];
    }

    function _inPhase(uint256 disputeId, Phase phase) private view returns (Dispute storage game) {
        game = _known(disputeId);
        require(game.phase == phase, WrongPhase(disputeId, game.phase));
    }

    /// @dev A move counts for the segment that it names only, else it might count twice.
    function _named(uint256 disputeId, bytes32 given) private view returns (Segment storage whole) {
        whole = _segments[disputeId];
        bytes32 actual = _hashOf(whole);
        require(given == actual, SegmentMismatch(given, actual));
    }

    function _requireTime(uint256 disputeId) private view {
        uint256 end = _clocks[disputeId].deadline();
        require(block.timestamp <= end, ClockRanOut(disputeId, end));
    }

    function _isDecided(Phase phase) private pure returns (bool) {
        return phase >= Phase.ChallengerWon;
    }

    function _hashOf(Segment storage whole) private view returns (bytes32) {
        return keccak256(abi.encode(whole.round, whole.position, whole.startHash, whole.endHash));
    }
}
