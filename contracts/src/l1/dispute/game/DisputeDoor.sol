// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../../Parameters.sol";
import {ICanonicalTransactionChain} from "../../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IDisputeGame} from "../interfaces/IDisputeGame.sol";
import {TraceEnds} from "./TraceEnds.sol";
import {Winnings} from "./Winnings.sol";

/// @notice What a challenger has to say, and to prove, before a game begins.
abstract contract DisputeDoor is Winnings {
    uint256 public immutable minRevealDelay;
    uint256 public immutable maxRevealDelay;

    ICanonicalTransactionChain public immutable canonicalTransactionChain;

    mapping(address challenger => mapping(bytes32 commitment => uint256 l1BlockNumber)) private
        _committedAt;
    /// @dev One more than the number of the dispute about a block of a state batch by a challenger.
    mapping(bytes32 subject => uint256 next) private _disputeAbout;

    constructor(
        Parameters memory parameters,
        ICanonicalTransactionChain canonicalTransactionChain_
    ) {
        // Opened in the same block, a commitment would hide nothing.
        uint256 min = parameters.minRevealDelay;
        require(min > 0 && min <= parameters.maxRevealDelay, ParameterOutOfRange(min));
        minRevealDelay = min;
        maxRevealDelay = parameters.maxRevealDelay;
        canonicalTransactionChain = canonicalTransactionChain_;
    }

    /// @inheritdoc IDisputeGame
    function commit(bytes32 commitment) external {
        _committedAt[msg.sender][commitment] = block.number;
        emit DisputeCommitted(msg.sender, commitment);
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

    function _useCommitment(Opening calldata opening) internal {
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

    function _requireLive(uint256 chainId, uint256 stateBatchIndex) internal view {
        // Block 0 is a constant, not an assertion.
        require(
            stateBatchIndex != 0 && stateCommitmentChain.isLive(chainId, stateBatchIndex),
            NotDisputable(chainId, stateBatchIndex)
        );
    }

    function _requireDisputable(uint256 chainId, uint256 stateBatchIndex) internal view {
        _requireLive(chainId, stateBatchIndex);
        uint256 end = stateCommitmentChain.windowEnd(chainId, stateBatchIndex);
        require(block.timestamp <= end, WindowPassed(chainId, stateBatchIndex, end));
    }

    function _requireLeaves(Opening calldata opening) internal view returns (bytes32 agreedRoot) {
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

    /// @dev One challenger disputes one block of one state batch once: its bond says so already.
    function _enterSubject(Opening calldata opening, uint256 disputeId) internal {
        bytes32 subject = keccak256(
            abi.encode(opening.chainId, opening.stateBatchIndex, opening.blockNumber, msg.sender)
        );
        uint256 next = _disputeAbout[subject];
        if (next != 0) revert AlreadyDisputed(next - 1);
        _disputeAbout[subject] = disputeId + 1;
    }

    /// @dev The segment that a game begins with: the whole trace of the block, from L1's own knowledge.
    function _wholeTrace(Opening calldata opening) internal view returns (Segment memory whole) {
        whole.startHash = TraceEnds.start(
            opening.agreed.stateRoot,
            opening.agreed.blockHash,
            opening.chainId,
            opening.blockNumber,
            opening.batchHash,
            _indexInBatch(opening)
        );
        whole.endHash = TraceEnds.end(opening.claimedRoot);
    }

    function _indexInBatch(Opening calldata opening) private view returns (uint256) {
        ICanonicalTransactionChain.BatchRecord memory record =
            canonicalTransactionChain.batch(opening.batchHash);
        require(
            record.chainId == opening.chainId && opening.blockNumber >= record.firstBlock
                && opening.blockNumber < record.firstBlock + record.blockCount,
            BatchDoesNotContain(opening.batchHash, opening.blockNumber)
        );
        return opening.blockNumber - record.firstBlock;
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
}
