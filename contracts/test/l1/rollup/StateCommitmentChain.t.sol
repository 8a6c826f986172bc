// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Profile} from "../../../src/l1/dac/Profile.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {
    IStateCommitmentChain as ISCC
} from "../../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";
import {PlainAccount} from "../../../src/l1/rollup/PlainAccount.sol";
import {StateCommitmentChain} from "../../../src/l1/rollup/StateCommitmentChain.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {L1Test} from "../L1Test.sol";

contract StateCommitmentChainTest is L1Test {
    /// @dev Of the transaction batches with blocks 1 to 10 and 11 to 20.
    bytes32[2] private _batches;

    function setUp() public {
        deploy();
        for (uint256 i = 0; i < 2; i++) {
            advance(1);
            Batch memory made = nextBatch();
            made.blockCount = 10;
            append(made);
            _batches[i] = ctc.chainTip(chainId).batchHash;
        }
    }

    function test_openChain_storesTheOutputRootOfBlock0() public {
        ISCC.StateTip memory tip = scc.stateTip(chainId);
        vm.assertEq(tip.nextBlock, 1);
        vm.assertEq(tip.stateBatchCount, 1);
        vm.assertEq(tip.liveCount, 1);
        vm.assertEq(tip.window, 120);
        bytes32 root = comCo.genesisOutputRoot(chainId);
        vm.assertTrue(_verify(0, root, 0, 0, new bytes32[](0)));
        vm.assertTrue(scc.isWithdrawable(chainId, 0));
        vm.expectRevert(abi.encodeWithSelector(ISCC.NotAuthorized.selector, address(this)));
        scc.openChain(7, root, 120);
        vm.prank(address(comCo));
        vm.expectRevert(abi.encodeWithSelector(ISCC.ChainExists.selector, chainId));
        scc.openChain(chainId, root, 120);
    }

    function test_appendStateBatch_keepsRootWindowAndAsserter() public {
        bytes32[] memory roots = _roots(1, 3);
        bytes32 merkleRoot = keccak256(
            abi.encode(
                keccak256(abi.encode(_leaf(1, roots[0]), _leaf(2, roots[1]))),
                keccak256(abi.encode(_leaf(3, roots[2]), bytes32(0)))
            )
        );
        bytes32 batchHash = _batches[0];
        vm.expectEmit(address(scc));
        emit ISCC.StateBatchAppended(
            chainId, 1, 1, 3, merkleRoot, batchHash, sequencer, block.timestamp
        );
        _assertRoots(1, roots, batchHash);
        ISCC.StateBatch memory kept = scc.stateBatch(chainId, 1);
        vm.assertEq(kept.merkleRoot, merkleRoot);
        vm.assertEq(kept.firstBlock, 1);
        vm.assertEq(kept.rootCount, 3);
        vm.assertEq(kept.appendedAt, block.timestamp);
        vm.assertEq(kept.asserter, sequencer);
        vm.assertEq(scc.stateTip(chainId).nextBlock, 4);
        vm.assertEq(scc.windowEnd(chainId, 1), block.timestamp + 120);
    }

    function test_appendStateBatch_continuesWithoutAGap() public {
        bytes32 batchHash = _batches[0];
        vm.startPrank(sequencer, sequencer);
        vm.expectRevert(abi.encodeWithSelector(ISCC.FirstBlockMismatch.selector, 2, 1));
        scc.appendStateBatch(chainId, 2, _roots(2, 1), batchHash);
        scc.appendStateBatch(chainId, 1, _roots(1, 2), batchHash);
        vm.expectRevert(abi.encodeWithSelector(ISCC.FirstBlockMismatch.selector, 1, 3));
        scc.appendStateBatch(chainId, 1, _roots(1, 2), batchHash);
        vm.expectRevert(abi.encodeWithSelector(ISCC.UnknownChain.selector, 5));
        scc.appendStateBatch(5, 1, _roots(1, 2), batchHash);
        vm.stopPrank();
    }

    function test_appendStateBatch_revertsUnlessTheNamedBatchHoldsTheLastBlock() public {
        vm.startPrank(sequencer, sequencer);
        vm.expectRevert(abi.encodeWithSelector(ISCC.BatchDoesNotContain.selector, _batches[0], 11));
        scc.appendStateBatch(chainId, 1, _roots(1, 11), _batches[0]);
        vm.expectRevert(abi.encodeWithSelector(ISCC.BatchDoesNotContain.selector, _batches[1], 10));
        scc.appendStateBatch(chainId, 1, _roots(1, 10), _batches[1]);
        vm.expectRevert(abi.encodeWithSelector(ISCC.BatchDoesNotContain.selector, _batches[1], 21));
        scc.appendStateBatch(chainId, 1, _roots(1, 21), _batches[1]);
        // A batch that a reorganisation of L1 took away.
        vm.expectRevert(abi.encodeWithSelector(ICTC.UnknownBatch.selector, bytes32(uint256(9))));
        scc.appendStateBatch(chainId, 1, _roots(1, 1), bytes32(uint256(9)));
        scc.appendStateBatch(chainId, 1, _roots(1, 20), _batches[1]);
        vm.stopPrank();
    }

    function test_appendStateBatch_revertsOnABatchOfAnotherChain() public {
        vm.prank(sequencer);
        pool.allocate(rangersChainId, 100 * MT);
        vm.prank(sequencer, sequencer);
        vm.expectRevert(abi.encodeWithSelector(ISCC.BatchDoesNotContain.selector, _batches[0], 1));
        scc.appendStateBatch(rangersChainId, 1, _roots(1, 1), _batches[0]);
    }

    function test_appendStateBatch_boundsTheRoots() public {
        bytes32 batchHash = _batches[0];
        vm.startPrank(sequencer, sequencer);
        vm.expectRevert(abi.encodeWithSelector(ISCC.RootCountOutOfRange.selector, 0, 1024));
        scc.appendStateBatch(chainId, 1, new bytes32[](0), batchHash);
        vm.expectRevert(abi.encodeWithSelector(ISCC.RootCountOutOfRange.selector, 1025, 1024));
        scc.appendStateBatch(chainId, 1, new bytes32[](1025), batchHash);
        bytes32[] memory roots = _roots(1, 3);
        roots[1] = 0;
        vm.expectRevert(abi.encodeWithSelector(ISCC.ZeroOutputRoot.selector, 2));
        scc.appendStateBatch(chainId, 1, roots, batchHash);
        vm.stopPrank();
    }

    function test_appendStateBatch_isOpenToAnyAllocatorAfterTheDelay() public {
        // The seat is eligible from epoch 2 on.
        vm.roll(START_BLOCK + 41);
        Batch memory made = nextBatch();
        made.blockCount = 5;
        append(made);
        becomeSequencer(stranger);
        address poor = account("poor");
        bytes32 fresh = ctc.chainTip(chainId).batchHash;
        bytes32[] memory roots = _roots(1, 25);

        advance(15);
        vm.prank(stranger, stranger);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.NotSelected.selector, chainId, stranger)
        );
        scc.appendStateBatch(chainId, 1, roots, fresh);
        advance(1);
        vm.prank(poor, poor);
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotSelected.selector, chainId, poor));
        scc.appendStateBatch(chainId, 1, roots, fresh);
        vm.prank(stranger, stranger);
        scc.appendStateBatch(chainId, 1, roots, fresh);
        vm.assertEq(scc.stateBatch(chainId, 1).asserter, stranger);
    }

    function test_appendStateBatch_revertsUnlessItIsTheTransaction() public {
        bytes32[] memory roots = _roots(1, 1);
        bytes32 batchHash = _batches[0];
        vm.prank(sequencer, stranger);
        vm.expectRevert(
            abi.encodeWithSelector(PlainAccount.CallerNotPlainAccount.selector, sequencer)
        );
        scc.appendStateBatch(chainId, 1, roots, batchHash);
    }

    // Disputes

    function test_deleteStateBatch_takesAllLaterOnesAndOnlyThem() public {
        _assertRoots(1, _roots(1, 5), _batches[0]); // 1
        _assertRoots(6, _roots(6, 5), _batches[0]); // 2
        _assertRoots(11, _roots(11, 2), _batches[1]); // 3
        vm.expectEmit(address(scc));
        emit ISCC.StateBatchDeleted(chainId, 2, 6);
        disputeGame.win(chainId, 2);

        vm.assertTrue(scc.isLive(chainId, 0));
        vm.assertTrue(scc.isLive(chainId, 1));
        vm.assertFalse(scc.isLive(chainId, 2));
        vm.assertFalse(scc.isLive(chainId, 3));
        vm.assertEq(scc.stateTip(chainId).nextBlock, 6);

        // Indices are not used again, and the deleted ones stay deleted whatever takes their place.
        _assertRoots(6, _roots(6, 5), _batches[0]); // 4
        _assertRoots(11, _roots(11, 2), _batches[1]); // 5
        vm.assertFalse(scc.isLive(chainId, 2));
        vm.assertFalse(scc.isLive(chainId, 3));
        vm.assertTrue(scc.isLive(chainId, 4));
        vm.assertTrue(scc.isLive(chainId, 5));
        vm.expectRevert(abi.encodeWithSelector(ISCC.NotLive.selector, chainId, 3));
        disputeGame.win(chainId, 3);
    }

    function test_deleteStateBatch_revertsForAllButTheDisputeGame() public {
        _assertRoots(1, _roots(1, 5), _batches[0]);
        address[4] memory others = [address(this), sequencer, address(comCo), address(0)];
        for (uint256 i = 0; i < others.length; i++) {
            vm.prank(others[i]);
            vm.expectRevert(abi.encodeWithSelector(ISCC.NotAuthorized.selector, others[i]));
            scc.deleteStateBatch(chainId, 1);
        }
    }

    function test_deleteStateBatch_neverDeletesBlock0OrWhatIsWithdrawable() public {
        vm.expectRevert(abi.encodeWithSelector(ISCC.NotLive.selector, chainId, 0));
        disputeGame.win(chainId, 0);
        vm.expectRevert(abi.encodeWithSelector(ISCC.NotLive.selector, chainId, 1));
        disputeGame.win(chainId, 1);
        _assertRoots(1, _roots(1, 5), _batches[0]);
        vm.warp(block.timestamp + 121);
        vm.expectRevert(abi.encodeWithSelector(ISCC.AlreadyWithdrawable.selector, chainId, 1));
        disputeGame.win(chainId, 1);
    }

    function test_deleteStateBatch_isImpossibleWithoutADisputeGame() public {
        StateCommitmentChain without =
            new StateCommitmentChain(parameters(), address(this), ctc, pool, address(0));
        without.openChain(chainId, bytes32(uint256(1)), 120);
        vm.expectRevert(abi.encodeWithSelector(ISCC.NotAuthorized.selector, address(this)));
        without.deleteStateBatch(chainId, 0);
    }

    // Withdrawable

    function test_isWithdrawable_afterTheWindowAndNotInAGame() public {
        _assertRoots(1, _roots(1, 5), _batches[0]); // 1
        vm.warp(block.timestamp + 60);
        _assertRoots(6, _roots(6, 5), _batches[0]); // 2
        vm.warp(block.timestamp + 60);
        vm.assertFalse(scc.isWithdrawable(chainId, 1));
        vm.warp(block.timestamp + 1);
        vm.assertTrue(scc.isWithdrawable(chainId, 1));
        vm.assertFalse(scc.isWithdrawable(chainId, 2));
        vm.warp(block.timestamp + 60);
        vm.assertTrue(scc.isWithdrawable(chainId, 2));
        // A game on it or an earlier one holds it back, one on a later does not.
        disputeGame.setDisputed(chainId, 2);
        vm.assertTrue(scc.isWithdrawable(chainId, 1));
        vm.assertFalse(scc.isWithdrawable(chainId, 2));
        disputeGame.setDisputed(chainId, 1);
        vm.assertFalse(scc.isWithdrawable(chainId, 1));
        vm.assertFalse(scc.isWithdrawable(chainId, 2));
        // Never one that does not exist, or no longer.
        vm.assertFalse(scc.isWithdrawable(chainId, 3));
        disputeGame.win(chainId, 2);
        disputeGame.setDisputed(chainId, 0);
        vm.assertTrue(scc.isWithdrawable(chainId, 1));
        vm.assertFalse(scc.isWithdrawable(chainId, 2));
    }

    function test_isWithdrawable_ofADACOfProfileStrictAfter7Days() public view {
        vm.assertEq(scc.stateTip(rangersChainId).window, 120);
        vm.assertEq(comCo.windowOf(Profile.Strict), 7 days);
    }

    function test_isSettled_waitsForAllThatTheAsserterHasLive() public {
        vm.assertTrue(scc.isSettled(chainId, sequencer));
        _assertRoots(1, _roots(1, 5), _batches[0]); // 1, stands
        vm.warp(block.timestamp + 60);
        _assertRoots(6, _roots(6, 5), _batches[0]); // 2, falls
        disputeGame.win(chainId, 2);
        // The last one is deleted, the one before it is not yet withdrawable.
        vm.assertFalse(scc.isSettled(chainId, sequencer));
        vm.warp(block.timestamp + 61);
        vm.assertTrue(scc.isSettled(chainId, sequencer));
    }

    // Proofs

    function testFuzz_verifyOutputRoot_acceptsEachRootAtItsPlaceOnly(
        uint256 count,
        uint256 index,
        bytes32 other
    ) public {
        count = bound(count, 1, 20);
        index = bound(index, 0, count - 1);
        bytes32[] memory roots = _roots(1, count);
        _assertRoots(1, roots, count > 10 ? _batches[1] : _batches[0]);
        bytes32[] memory siblings = _siblings(1, roots, index);
        uint256 number = 1 + index;
        vm.assertTrue(_verify(number, roots[index], 1, index, siblings));

        vm.assume(other != roots[index]);
        vm.assertFalse(_verify(number, other, 1, index, siblings));
        vm.assertFalse(_verify(number + 1, roots[index], 1, index, siblings));
        vm.assertFalse(_verify(number, roots[index], 0, index, siblings));
        vm.assertFalse(_verify(number, roots[index], 2, index, siblings));
        vm.assertFalse(_verify(number, roots[index], 1, index + 1, siblings));
        vm.assertFalse(_verify(number, roots[index], 1, index, _longer(siblings)));
        if (siblings.length > 0) {
            vm.assertFalse(_verify(number, roots[index], 1, index, _shorter(siblings)));
            siblings[uint256(other) % siblings.length] ^= bytes32(uint256(1));
            vm.assertFalse(_verify(number, roots[index], 1, index, siblings));
            siblings[uint256(other) % siblings.length] ^= bytes32(uint256(1));
        }
        disputeGame.win(chainId, 1);
        vm.assertFalse(_verify(number, roots[index], 1, index, siblings));
    }

    function test_verifyOutputRoot_takesNoInnerNodeForALeaf() public {
        bytes32[] memory roots = _roots(1, 4);
        _assertRoots(1, roots, _batches[0]);
        // keccak(blockNumber, root) of the node above the first two leaves is its own children's hash.
        bytes32[] memory siblings = new bytes32[](1);
        siblings[0] = keccak256(abi.encode(_leaf(3, roots[2]), _leaf(4, roots[3])));
        vm.assertFalse(
            scc.verifyOutputRoot(
                chainId, uint256(_leaf(1, roots[0])), _leaf(2, roots[1]), 1, 0, siblings
            )
        );
    }

    function test_verifyOutputRoot_neverProvesTheZeroRoot() public {
        // Three roots: the fourth leaf is padding, but it is no leaf of block 4 and root zero either.
        bytes32[] memory roots = _roots(1, 3);
        _assertRoots(1, roots, _batches[0]);
        bytes32[] memory siblings = new bytes32[](2);
        siblings[0] = _leaf(3, roots[2]);
        siblings[1] = keccak256(abi.encode(_leaf(1, roots[0]), _leaf(2, roots[1])));
        vm.assertFalse(_verify(4, bytes32(0), 1, 3, siblings));
    }

    function test_gas_appendStateBatch() public {
        _assertRoots(1, _roots(1, 1), _batches[0]);
        bytes32[] memory roots = _roots(2, 16);
        bytes32 batchHash = _batches[1];
        vm.prank(sequencer, sequencer);
        vm.startSnapshotGas("StateCommitmentChain", "appendStateBatch, 16 roots");
        scc.appendStateBatch(chainId, 2, roots, batchHash);
        vm.stopSnapshotGas();
    }

    function _assertRoots(uint256 firstBlock, bytes32[] memory roots, bytes32 batchHash) private {
        vm.prank(sequencer, sequencer);
        scc.appendStateBatch(chainId, firstBlock, roots, batchHash);
    }

    function _verify(
        uint256 blockNumber,
        bytes32 root,
        uint256 stateBatchIndex,
        uint256 index,
        bytes32[] memory siblings
    ) private view returns (bool) {
        return scc.verifyOutputRoot(chainId, blockNumber, root, stateBatchIndex, index, siblings);
    }

    function _roots(uint256 firstBlock, uint256 count)
        private
        pure
        returns (bytes32[] memory made)
    {
        made = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            made[i] = keccak256(abi.encode("root", firstBlock + i));
        }
    }

    function _leaf(uint256 blockNumber, bytes32 root) private pure returns (bytes32) {
        return keccak256(abi.encode(blockNumber, root));
    }

    /// @dev The Merkle path of a leaf, by building the whole tree.
    function _siblings(uint256 firstBlock, bytes32[] memory roots, uint256 index)
        private
        pure
        returns (bytes32[] memory siblings)
    {
        uint256 depth = 0;
        while (2 ** depth < roots.length) {
            depth++;
        }
        bytes32[] memory level = new bytes32[](2 ** depth);
        for (uint256 i = 0; i < roots.length; i++) {
            level[i] = _leaf(firstBlock + i, roots[i]);
        }
        siblings = new bytes32[](depth);
        for (uint256 height = 0; height < depth; height++) {
            siblings[height] = level[index ^ 1];
            bytes32[] memory above = new bytes32[](level.length / 2);
            for (uint256 i = 0; i < above.length; i++) {
                above[i] = keccak256(abi.encode(level[2 * i], level[2 * i + 1]));
            }
            (level, index) = (above, index / 2);
        }
    }

    function _longer(bytes32[] memory list) private pure returns (bytes32[] memory made) {
        made = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; i++) {
            made[i] = list[i];
        }
    }

    function _shorter(bytes32[] memory list) private pure returns (bytes32[] memory made) {
        made = new bytes32[](list.length - 1);
        for (uint256 i = 0; i < made.length; i++) {
            made[i] = list[i];
        }
    }
}
