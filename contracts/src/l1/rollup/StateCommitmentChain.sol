// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IDisputeGame} from "../dispute/interfaces/IDisputeGame.sol";
import {Parameters} from "../Parameters.sol";
import {ISequencerPool} from "../sequencing/interfaces/ISequencerPool.sol";
import {ICanonicalTransactionChain} from "./interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "./interfaces/IStateCommitmentChain.sol";
import {OutputRootTree} from "./OutputRootTree.sol";
import {PlainAccount} from "./PlainAccount.sol";

/// @notice Output roots of every DAC, in state batches.
/// @dev `_live[chainId][ordinal]` is the index of the live state batch at an ordinal below `liveCount`;
/// what stands at or above it is left over from deleted ones and is overwritten before the count reaches
/// it. So a state batch is live exactly if its ordinal is below the count and leads back to it, and
/// deleting any number of them is one write.
contract StateCommitmentChain is IStateCommitmentChain {
    uint256 public constant MAX_ROOT_COUNT = 1024;

    uint256 public immutable forcedInclusionDelay;

    address public immutable comCo;
    ICanonicalTransactionChain public immutable canonicalTransactionChain;
    ISequencerPool public immutable sequencerPool;
    /// @notice The only contract that may delete; zero if nothing may.
    address public immutable disputeGame;

    mapping(uint256 chainId => StateTip) private _tips;
    mapping(uint256 chainId => mapping(uint256 stateBatchIndex => StateBatch)) private
        _stateBatches;
    mapping(uint256 chainId => mapping(uint256 ordinal => uint256 stateBatchIndex)) private _live;
    /// @dev 0 for who never asserted: state batch 0 has no asserter.
    mapping(uint256 chainId => mapping(address asserter => uint256 stateBatchIndex)) private
        _lastAsserted;

    constructor(
        Parameters memory parameters,
        address comCo_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        ISequencerPool sequencerPool_,
        address disputeGame_
    ) {
        forcedInclusionDelay = parameters.forcedInclusionDelay;
        comCo = comCo_;
        canonicalTransactionChain = canonicalTransactionChain_;
        sequencerPool = sequencerPool_;
        disputeGame = disputeGame_;
    }

    /// @inheritdoc IStateCommitmentChain
    function openChain(uint256 chainId, bytes32 genesisOutputRoot, uint256 window) external {
        require(msg.sender == comCo, NotAuthorized(msg.sender));
        require(_tips[chainId].liveCount == 0, ChainExists(chainId));
        _tips[chainId].window = uint64(window);
        bytes32 merkleRoot = OutputRootTree.leaf(0, genesisOutputRoot);
        _append(chainId, 1, merkleRoot, bytes32(chainId), address(0));
    }

    /// @inheritdoc IStateCommitmentChain
    function appendStateBatch(
        uint256 chainId,
        uint256 firstBlock,
        bytes32[] calldata outputRoots,
        bytes32 batchHash
    ) external {
        // A challenger needs the roots, of which only their Merkle root is kept: from calldata.
        PlainAccount.requireCaller();
        uint256 count = outputRoots.length;
        require(count >= 1 && count <= MAX_ROOT_COUNT, RootCountOutOfRange(count, MAX_ROOT_COUNT));
        uint256 next = _tip(chainId).nextBlock;
        require(firstBlock == next, FirstBlockMismatch(firstBlock, next));
        for (uint256 i = 0; i < count; i++) {
            require(outputRoots[i] != 0, ZeroOutputRoot(firstBlock + i));
        }

        bool isOpen = _requireContains(chainId, batchHash, firstBlock + count - 1);
        sequencerPool.recordPost(chainId, msg.sender, isOpen);
        bytes32 merkleRoot = OutputRootTree.merkleRoot(firstBlock, outputRoots);
        uint256 index = _append(chainId, count, merkleRoot, batchHash, msg.sender);
        _lastAsserted[chainId][msg.sender] = index;
    }

    /// @inheritdoc IStateCommitmentChain
    function deleteStateBatch(uint256 chainId, uint256 stateBatchIndex) external {
        require(msg.sender == disputeGame, NotAuthorized(msg.sender));
        // Block 0 is a constant, not an assertion.
        require(
            stateBatchIndex != 0 && isLive(chainId, stateBatchIndex),
            NotLive(chainId, stateBatchIndex)
        );
        require(
            !isWithdrawable(chainId, stateBatchIndex), AlreadyWithdrawable(chainId, stateBatchIndex)
        );
        StateBatch storage deleted = _stateBatches[chainId][stateBatchIndex];
        StateTip storage tip = _tips[chainId];
        tip.nextBlock = deleted.firstBlock;
        tip.liveCount = deleted.ordinal;
        emit StateBatchDeleted(chainId, stateBatchIndex, deleted.firstBlock);
    }

    /// @inheritdoc IStateCommitmentChain
    function stateTip(uint256 chainId) external view returns (StateTip memory) {
        return _tip(chainId);
    }

    /// @inheritdoc IStateCommitmentChain
    function stateBatch(uint256 chainId, uint256 stateBatchIndex)
        external
        view
        returns (StateBatch memory)
    {
        return _stateBatch(chainId, stateBatchIndex);
    }

    /// @inheritdoc IStateCommitmentChain
    function isLive(uint256 chainId, uint256 stateBatchIndex) public view returns (bool) {
        StateTip storage tip = _tips[chainId];
        if (stateBatchIndex >= tip.stateBatchCount) return false;
        uint256 ordinal = _stateBatches[chainId][stateBatchIndex].ordinal;
        return ordinal < tip.liveCount && _live[chainId][ordinal] == stateBatchIndex;
    }

    /// @inheritdoc IStateCommitmentChain
    function isWithdrawable(uint256 chainId, uint256 stateBatchIndex) public view returns (bool) {
        if (!isLive(chainId, stateBatchIndex)) return false;
        if (stateBatchIndex == 0) return true;
        // Windows are equally long: those of earlier batches have passed before.
        if (block.timestamp <= windowEnd(chainId, stateBatchIndex)) return false;
        if (disputeGame == address(0)) return true;
        return stateBatchIndex < IDisputeGame(disputeGame).earliestDisputed(chainId);
    }

    /// @inheritdoc IStateCommitmentChain
    function windowEnd(uint256 chainId, uint256 stateBatchIndex) public view returns (uint256) {
        return _stateBatch(chainId, stateBatchIndex).appendedAt + _tips[chainId].window;
    }

    /// @inheritdoc IStateCommitmentChain
    function isSettled(uint256 chainId, address asserter) external view returns (bool) {
        uint256 last = _lastAsserted[chainId][asserter];
        if (last == 0) return true;
        // All that the asserter has live stand at or below its last one's ordinal. If others have taken
        // that place since, theirs are waited for, too: they hold still.
        uint256 ordinal = _stateBatches[chainId][last].ordinal;
        uint256 highest = Math.min(ordinal, _tips[chainId].liveCount - 1);
        return isWithdrawable(chainId, _live[chainId][highest]);
    }

    /// @inheritdoc IStateCommitmentChain
    function verifyOutputRoot(
        uint256 chainId,
        uint256 blockNumber,
        bytes32 root,
        uint256 stateBatchIndex,
        uint256 index,
        bytes32[] calldata siblings
    ) external view returns (bool) {
        if (root == 0 || !isLive(chainId, stateBatchIndex)) {
            return false;
        }
        StateBatch storage claimed = _stateBatches[chainId][stateBatchIndex];
        uint256 count = claimed.rootCount;
        if (index >= count || blockNumber != claimed.firstBlock + index) return false;
        if (siblings.length != OutputRootTree.depth(count)) return false;
        bytes32 leaf = OutputRootTree.leaf(blockNumber, root);
        return OutputRootTree.fold(leaf, index, siblings) == claimed.merkleRoot;
    }

    function _append(
        uint256 chainId,
        uint256 count,
        bytes32 merkleRoot,
        bytes32 batchHash,
        address asserter
    ) private returns (uint256 index) {
        StateTip storage tip = _tips[chainId];
        uint64 firstBlock = tip.nextBlock;
        uint64 ordinal = tip.liveCount;
        index = tip.stateBatchCount;

        _stateBatches[chainId][index] = StateBatch({
            merkleRoot: merkleRoot,
            firstBlock: firstBlock,
            rootCount: uint32(count),
            appendedAt: uint64(block.timestamp),
            ordinal: ordinal,
            asserter: asserter,
            appendedAtBlock: uint64(block.number)
        });
        _live[chainId][ordinal] = index;
        tip.nextBlock = uint64(firstBlock + count);
        tip.stateBatchCount = uint64(index + 1);
        tip.liveCount = ordinal + 1;

        emit StateBatchAppended(
            chainId, index, firstBlock, count, merkleRoot, batchHash, asserter, block.timestamp
        );
    }

    function _tip(uint256 chainId) private view returns (StateTip storage tip) {
        tip = _tips[chainId];
        require(tip.liveCount != 0, UnknownChain(chainId));
    }

    function _stateBatch(uint256 chainId, uint256 stateBatchIndex)
        private
        view
        returns (StateBatch storage)
    {
        uint256 count = _tip(chainId).stateBatchCount;
        require(stateBatchIndex < count, UnknownStateBatch(chainId, stateBatchIndex));
        return _stateBatches[chainId][stateBatchIndex];
    }

    /// @return isOld Whether the batch is more than the forced inclusion delay in the CTC.
    function _requireContains(uint256 chainId, bytes32 batchHash, uint256 blockNumber)
        private
        view
        returns (bool isOld)
    {
        ICanonicalTransactionChain.BatchRecord memory record =
            canonicalTransactionChain.batch(batchHash);
        require(
            record.chainId == chainId && blockNumber >= record.firstBlock
                && blockNumber < record.firstBlock + record.blockCount,
            BatchDoesNotContain(batchHash, blockNumber)
        );
        return block.number > record.l1BlockNumber + forcedInclusionDelay;
    }
}
