// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../Parameters.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {IDisputeGame} from "./interfaces/IDisputeGame.sol";

/// @notice Disputes about output roots: where they are opened, and what they hold still meanwhile.
/// @dev ETH held here = the sum of the bonds, or more if it was forced upon the contract. Since no dispute
/// ever ends, the least state batch that was ever disputed is the least that is.
contract DisputeGame is IDisputeGame {
    uint256 public immutable minRevealDelay;
    uint256 public immutable maxRevealDelay;
    uint96 public immutable disputeBond;

    IStateCommitmentChain public immutable stateCommitmentChain;

    Dispute[] private _disputes;
    mapping(uint256 chainId => uint256[] disputeIds) private _open;
    /// @dev 0 for none: state batch 0 cannot be disputed.
    mapping(uint256 chainId => uint256 stateBatchIndex) private _earliest;
    /// @dev One more than the number of the dispute about a block of a state batch by a challenger.
    mapping(bytes32 subject => uint256 next) private _disputeAbout;
    mapping(address challenger => mapping(bytes32 commitment => uint256 l1BlockNumber)) private
        _committedAt;

    constructor(Parameters memory parameters, IStateCommitmentChain stateCommitmentChain_) {
        uint256 min = parameters.minRevealDelay;
        require(min > 0 && min <= parameters.maxRevealDelay, ParameterOutOfRange(min));
        require(parameters.disputeBond > 0, ParameterOutOfRange(0));
        minRevealDelay = min;
        maxRevealDelay = parameters.maxRevealDelay;
        disputeBond = parameters.disputeBond;
        stateCommitmentChain = stateCommitmentChain_;
    }

    /// @inheritdoc IDisputeGame
    function commit(bytes32 commitment) external {
        _committedAt[msg.sender][commitment] = block.number;
        emit DisputeCommitted(msg.sender, commitment);
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

        _disputes.push(
            Dispute({
                chainId: uint64(opening.chainId),
                stateBatchIndex: uint64(opening.stateBatchIndex),
                blockNumber: uint64(opening.blockNumber),
                openedAt: uint64(block.timestamp),
                challenger: msg.sender,
                bond: disputeBond,
                agreedRoot: agreedRoot,
                claimedRoot: opening.claimedRoot,
                challengerRoot: opening.challengerRoot
            })
        );
        _open[opening.chainId].push(disputeId);
        uint256 earliest = _earliest[opening.chainId];
        if (earliest == 0 || opening.stateBatchIndex < earliest) {
            _earliest[opening.chainId] = opening.stateBatchIndex;
        }
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

    /// @inheritdoc IDisputeGame
    function commitmentOf(
        address challenger,
        uint256 chainId,
        uint256 stateBatchIndex,
        uint256 blockNumber,
        bytes32 challengerRoot,
        bytes32 salt
    ) public pure returns (bytes32) {
        return keccak256(
            abi.encode(challenger, chainId, stateBatchIndex, blockNumber, challengerRoot, salt)
        );
    }

    /// @inheritdoc IDisputeGame
    function committedAt(address challenger, bytes32 commitment) external view returns (uint256) {
        return _committedAt[challenger][commitment];
    }

    /// @inheritdoc IDisputeGame
    function earliestDisputed(uint256 chainId) external view returns (uint256) {
        uint256 earliest = _earliest[chainId];
        return earliest == 0 ? type(uint256).max : earliest;
    }

    /// @inheritdoc IDisputeGame
    function disputeCount() external view returns (uint256) {
        return _disputes.length;
    }

    /// @inheritdoc IDisputeGame
    function dispute(uint256 disputeId) external view returns (Dispute memory) {
        require(disputeId < _disputes.length, UnknownDispute(disputeId));
        return _disputes[disputeId];
    }

    /// @inheritdoc IDisputeGame
    function openDisputes(uint256 chainId) external view returns (uint256[] memory) {
        return _open[chainId];
    }

    function _useCommitment(Opening calldata opening) private {
        bytes32 commitment = commitmentOf(
            msg.sender,
            opening.chainId,
            opening.stateBatchIndex,
            opening.blockNumber,
            opening.challengerRoot,
            opening.salt
        );
        uint256 committed = _committedAt[msg.sender][commitment];
        require(committed != 0, UnknownCommitment(msg.sender, commitment));
        uint256 delay = block.number - committed;
        require(
            delay >= minRevealDelay && delay <= maxRevealDelay,
            RevealOutOfRange(delay, minRevealDelay, maxRevealDelay)
        );
        delete _committedAt[msg.sender][commitment];
    }

    function _requireDisputable(uint256 chainId, uint256 stateBatchIndex) private view {
        // Block 0 is a constant, not an assertion.
        require(
            stateBatchIndex != 0 && stateCommitmentChain.isLive(chainId, stateBatchIndex),
            NotDisputable(chainId, stateBatchIndex)
        );
        uint256 end = stateCommitmentChain.windowEnd(chainId, stateBatchIndex);
        require(block.timestamp <= end, WindowPassed(chainId, stateBatchIndex, end));
    }

    function _requireLeaves(Opening calldata opening) private view returns (bytes32 agreedRoot) {
        _requireLeaf(
            opening.chainId,
            opening.blockNumber,
            opening.claimedRoot,
            opening.stateBatchIndex,
            opening.claimedSiblings
        );
        // Not block 0, which no state batch but 0 holds: there is a block before.
        agreedRoot = keccak256(
            abi.encode(
                bytes32(0),
                opening.agreed.stateRoot,
                opening.agreed.messagePasserStorageRoot,
                opening.agreed.blockHash
            )
        );
        _requireLeaf(
            opening.chainId,
            opening.blockNumber - 1,
            agreedRoot,
            opening.agreedStateBatchIndex,
            opening.agreedSiblings
        );
    }

    function _requireLeaf(
        uint256 chainId,
        uint256 blockNumber,
        bytes32 root,
        uint256 stateBatchIndex,
        bytes32[] calldata siblings
    ) private view {
        uint256 firstBlock = stateCommitmentChain.stateBatch(chainId, stateBatchIndex).firstBlock;
        require(
            blockNumber >= firstBlock
                && stateCommitmentChain.verifyOutputRoot(
                    chainId, blockNumber, root, stateBatchIndex, blockNumber - firstBlock, siblings
                ),
            OutputRootNotProven(stateBatchIndex, blockNumber, root)
        );
    }

    /// @dev One challenger disputes one block of one state batch once: its bond says so already.
    function _enterSubject(Opening calldata opening, uint256 disputeId) private {
        bytes32 subject = keccak256(
            abi.encode(opening.chainId, opening.stateBatchIndex, opening.blockNumber, msg.sender)
        );
        uint256 next = _disputeAbout[subject];
        if (next != 0) revert AlreadyDisputed(next - 1);
        _disputeAbout[subject] = disputeId + 1;
    }
}
