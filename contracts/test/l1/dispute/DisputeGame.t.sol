// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DisputeGame} from "../../../src/l1/dispute/DisputeGame.sol";
import {IDisputeGame} from "../../../src/l1/dispute/interfaces/IDisputeGame.sol";
import {Parameters} from "../../../src/l1/Parameters.sol";
import {
    IStateCommitmentChain as ISCC
} from "../../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";
import {DisputeTest} from "./DisputeTest.sol";

contract DisputeGameTest is DisputeTest {
    function setUp() public {
        deploy();
        fund(alice);
        fund(bob);
        appendState(5); // state batch 1: blocks 1 to 5
        appendState(3); // state batch 2: blocks 6 to 8
        appendState(4); // state batch 3: blocks 9 to 12
    }

    // Opening

    function test_open_keepsWhatTheChallengerSaysAndItsBond() public {
        IDisputeGame.Opening memory said = opening(3);
        commitAs(alice, said);
        advance(1);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.DisputeOpened(
            0, chainId, 1, 3, alice, rootOf(3), said.challengerRoot, rootOf(2), 0.1 ether
        );
        vm.prank(alice);
        uint256 id = disputes.open{value: 0.1 ether}(said);
        vm.assertEq(id, 0);
        vm.assertEq(disputes.disputeCount(), 1);
        vm.assertEq(address(disputes).balance, 0.1 ether);
        IDisputeGame.Dispute memory kept = disputes.dispute(0);
        vm.assertEq(kept.chainId, chainId);
        vm.assertEq(kept.stateBatchIndex, 1);
        vm.assertEq(kept.blockNumber, 3);
        vm.assertEq(kept.openedAt, block.timestamp);
        vm.assertEq(kept.challenger, alice);
        vm.assertEq(kept.bond, 0.1 ether);
        vm.assertEq(kept.agreedRoot, rootOf(2));
        vm.assertEq(kept.claimedRoot, rootOf(3));
        vm.assertEq(kept.challengerRoot, said.challengerRoot);
        vm.assertEq(disputes.openDisputes(chainId).length, 1);
        vm.assertEq(disputes.openDisputes(chainId)[0], 0);
        vm.assertEq(disputes.openDisputes(rangersChainId).length, 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.UnknownDispute.selector, 1));
        disputes.dispute(1);
    }

    function test_open_takesBlock1AgainstBlock0() public {
        IDisputeGame.Opening memory said = opening(1);
        vm.assertEq(said.agreedStateBatchIndex, 0);
        openAs(alice, said);
        vm.assertEq(disputes.dispute(0).agreedRoot, comCo.genesisOutputRoot(chainId));
    }

    function test_open_takesTheFirstBlockOfABatchAgainstTheLastOfTheOneBefore() public {
        IDisputeGame.Opening memory said = opening(9);
        vm.assertEq(said.stateBatchIndex, 3);
        vm.assertEq(said.agreedStateBatchIndex, 2);
        openAs(alice, said);
        vm.assertEq(disputes.dispute(0).stateBatchIndex, 3);
    }

    function testFuzz_open_takesAnyAssertedBlock(uint256 blockNumber) public {
        blockNumber = bound(blockNumber, 1, 12);
        openAs(alice, opening(blockNumber));
        vm.assertEq(disputes.dispute(0).blockNumber, blockNumber);
    }

    function test_open_revertsOnLeavesThatAreNotThere() public {
        IDisputeGame.Opening memory said = opening(3);
        said.claimedRoot = keccak256("other");
        _expectNotProven(said, 1, 3, said.claimedRoot);

        said = opening(3);
        said.agreed.blockHash = keccak256("other");
        _expectNotProven(said, 1, 2, _agreedRoot(said));
        said = opening(3);
        said.agreed.stateRoot = keccak256("other");
        _expectNotProven(said, 1, 2, _agreedRoot(said));
        said = opening(3);
        said.agreed.messagePasserStorageRoot = keccak256("other");
        _expectNotProven(said, 1, 2, _agreedRoot(said));

        said = opening(3);
        said.claimedSiblings[1] = keccak256("other");
        _expectNotProven(said, 1, 3, rootOf(3));
        said = opening(3);
        said.agreedSiblings[0] = keccak256("other");
        _expectNotProven(said, 1, 2, rootOf(2));
        said = opening(3);
        said.agreedSiblings = new bytes32[](0);
        _expectNotProven(said, 1, 2, rootOf(2));

        // The right leaf, said to be in another batch: before its first block, and after its last.
        said = opening(3);
        said.stateBatchIndex = 2;
        _expectNotProven(said, 2, 3, rootOf(3));
        said = opening(9);
        said.agreedStateBatchIndex = 1;
        _expectNotProven(said, 1, 8, rootOf(8));
        // The leaf after the claimed one in place of that before it.
        said = opening(3);
        said.agreed = preimageOf(4);
        said.agreedSiblings = siblingsOf(4);
        _expectNotProven(said, 1, 2, rootOf(4));
        // A batch that was never appended.
        said = opening(3);
        said.agreedStateBatchIndex = 4;
        _expectRevert(said, abi.encodeWithSelector(ISCC.UnknownStateBatch.selector, chainId, 4));
    }

    function testFuzz_open_anyChangedWordReverts(uint256 word, uint256 flip) public {
        IDisputeGame.Opening memory said = opening(4);
        commitAs(alice, said);
        advance(1);
        bytes memory call = abi.encodeCall(IDisputeGame.open, (said));
        uint256 words = (call.length - 4) / 32;
        uint256 at = 4 + 32 * bound(word, 0, words - 1) + 31 - bound(flip, 0, 31);
        call[at] ^= bytes1(uint8(1 << (flip % 8)));
        vm.prank(alice);
        (bool success,) = address(disputes).call{value: 0.1 ether}(call);
        vm.assertFalse(success);
    }

    function test_open_refusesStateBatch0AndWhatIsNotThere() public {
        IDisputeGame.Opening memory said = opening(1);
        said.stateBatchIndex = 0;
        said.blockNumber = 0;
        said.claimedRoot = comCo.genesisOutputRoot(chainId);
        said.claimedSiblings = new bytes32[](0);
        _expectRevert(said, abi.encodeWithSelector(IDisputeGame.NotDisputable.selector, chainId, 0));
        said = opening(1);
        said.stateBatchIndex = 4;
        _expectRevert(said, abi.encodeWithSelector(IDisputeGame.NotDisputable.selector, chainId, 4));
        said = opening(1);
        said.chainId = 5;
        _expectRevert(said, abi.encodeWithSelector(IDisputeGame.NotDisputable.selector, 5, 1));
        said = opening(1);
        said.chainId = rangersChainId;
        _expectRevert(
            said, abi.encodeWithSelector(IDisputeGame.NotDisputable.selector, rangersChainId, 1)
        );
    }

    function test_open_refusesABatchThatFell() public {
        vm.prank(address(disputes));
        scc.deleteStateBatch(chainId, 2);
        _expectRevert(
            opening(7), abi.encodeWithSelector(IDisputeGame.NotDisputable.selector, chainId, 2)
        );
        // A deleted batch proves nothing about the block before either.
        appendState(3); // state batch 4: blocks 6 to 8 again
        _expectNotProven(opening(7, 4, 2), 2, 6, rootOf(6));
        openAs(bob, opening(6, 4, 1));
    }

    function test_open_mustBeInsideTheWindow() public {
        uint256 end = scc.windowEnd(chainId, 1);
        IDisputeGame.Opening memory said = opening(3);
        commitAs(alice, said);
        commitAs(bob, said);
        advance(1);
        vm.warp(end);
        vm.prank(alice);
        disputes.open{value: 0.1 ether}(said);
        vm.warp(end + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WindowPassed.selector, chainId, 1, end));
        vm.prank(bob);
        disputes.open{value: 0.1 ether}(said);
        // A game holds its batch still; it keeps no door open.
        vm.assertFalse(scc.isWithdrawable(chainId, 1));
    }

    function test_open_takesExactlyTheBond() public {
        IDisputeGame.Opening memory said = opening(3);
        commitAs(alice, said);
        advance(1);
        vm.startPrank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.WrongBond.selector, 0.1 ether - 1, 0.1 ether)
        );
        disputes.open{value: 0.1 ether - 1}(said);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.WrongBond.selector, 0.1 ether + 1, 0.1 ether)
        );
        disputes.open{value: 0.1 ether + 1}(said);
        vm.stopPrank();
    }

    function test_open_mustRejectTheClaim() public {
        IDisputeGame.Opening memory said = opening(3);
        said.challengerRoot = said.claimedRoot;
        _expectRevert(
            said, abi.encodeWithSelector(IDisputeGame.NothingRejected.selector, said.claimedRoot)
        );
    }

    function test_open_onceForEachBlockBatchAndChallenger() public {
        openAs(alice, opening(3));
        IDisputeGame.Opening memory again = opening(3);
        again.challengerRoot = keccak256("another opinion");
        _expectRevert(again, abi.encodeWithSelector(IDisputeGame.AlreadyDisputed.selector, 0));
        openAs(bob, opening(3));
        openAs(alice, opening(4));
        vm.assertEq(disputes.openDisputes(chainId).length, 3);
    }

    // Commitments

    function test_open_needsACommitmentOfItsOwn() public {
        IDisputeGame.Opening memory said = opening(3);
        bytes32 commitment = commitmentOf(alice, said);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.DisputeCommitted(alice, commitment);
        commitAs(alice, said);
        vm.assertEq(disputes.committedAt(alice, commitment), block.number);
        // Bob sees the commitment and repeats it, then sees the opening and repeats that.
        vm.prank(bob);
        disputes.commit(commitment);
        advance(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeGame.UnknownCommitment.selector, bob, commitmentOf(bob, said)
            )
        );
        vm.prank(bob);
        disputes.open{value: 0.1 ether}(said);
        // Another salt, another claim: another commitment.
        IDisputeGame.Opening memory other = opening(3);
        other.salt = keccak256("other");
        vm.startPrank(alice);
        vm.expectPartialRevert(IDisputeGame.UnknownCommitment.selector);
        disputes.open{value: 0.1 ether}(other);
        other = opening(3);
        other.challengerRoot = keccak256("other");
        vm.expectPartialRevert(IDisputeGame.UnknownCommitment.selector);
        disputes.open{value: 0.1 ether}(other);
        disputes.open{value: 0.1 ether}(said);
        // Used up.
        vm.expectPartialRevert(IDisputeGame.UnknownCommitment.selector);
        disputes.open{value: 0.1 ether}(said);
        vm.stopPrank();
    }

    function test_open_comes1To50BlocksAfterTheCommitment() public {
        IDisputeGame.Opening memory said = opening(3);
        commitAs(alice, said);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.RevealOutOfRange.selector, 0, 1, 50));
        vm.prank(alice);
        disputes.open{value: 0.1 ether}(said);
        vm.roll(block.number + 51);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.RevealOutOfRange.selector, 51, 1, 50));
        vm.prank(alice);
        disputes.open{value: 0.1 ether}(said);
        // Made again, it counts from there.
        commitAs(alice, said);
        vm.roll(block.number + 50);
        vm.prank(alice);
        disputes.open{value: 0.1 ether}(said);
    }

    // What is held still

    function test_earliestDisputed_holdsABatchAndAllLaterOnes() public {
        vm.assertEq(disputes.earliestDisputed(chainId), type(uint256).max);
        openAs(alice, opening(7));
        vm.assertEq(disputes.earliestDisputed(chainId), 2);
        vm.assertEq(disputes.earliestDisputed(rangersChainId), type(uint256).max);
        openAs(bob, opening(12));
        vm.assertEq(disputes.earliestDisputed(chainId), 2);
        advance(200);
        vm.assertTrue(scc.isWithdrawable(chainId, 1));
        vm.assertFalse(scc.isWithdrawable(chainId, 2));
        vm.assertFalse(scc.isWithdrawable(chainId, 3));
        vm.assertFalse(scc.isSettled(chainId, sequencer));
        // Later ones may still follow, and wait.
        appendState(1);
        advance(200);
        vm.assertFalse(scc.isWithdrawable(chainId, 4));
    }

    function test_earliestDisputed_movesForwardWhenAnEarlierBatchIsDisputedLater() public {
        openAs(alice, opening(12));
        openAs(bob, opening(2));
        vm.assertEq(disputes.earliestDisputed(chainId), 1);
        openAs(alice, opening(8));
        vm.assertEq(disputes.earliestDisputed(chainId), 1);
        advance(200);
        vm.assertTrue(scc.isWithdrawable(chainId, 0));
        vm.assertFalse(scc.isWithdrawable(chainId, 1));
    }

    function test_constructor_revertsOnParametersThatCannotWork() public {
        Parameters memory p = parameters();
        p.disputeBond = 0;
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.ParameterOutOfRange.selector, 0));
        new DisputeGame(p, metisToken, ctc, scc, pool, rangerPool, executionManager);
        p.disputeBond = 1;
        // Opened in the same block, a commitment would hide nothing.
        p.minRevealDelay = 0;
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.ParameterOutOfRange.selector, 0));
        new DisputeGame(p, metisToken, ctc, scc, pool, rangerPool, executionManager);
        p.minRevealDelay = 51;
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.ParameterOutOfRange.selector, 51));
        new DisputeGame(p, metisToken, ctc, scc, pool, rangerPool, executionManager);
    }

    function test_gas_commitAndOpen() public {
        appendState(500);
        openAs(bob, opening(3));
        IDisputeGame.Opening memory said = opening(400);
        bytes32 commitment = commitmentOf(alice, said);
        vm.prank(alice);
        vm.startSnapshotGas("DisputeGame", "commit");
        disputes.commit(commitment);
        vm.stopSnapshotGas();
        advance(1);
        vm.prank(alice);
        vm.startSnapshotGas("DisputeGame", "open, batch of 500 roots");
        disputes.open{value: 0.1 ether}(said);
        vm.stopSnapshotGas();
    }

    function _agreedRoot(IDisputeGame.Opening memory said) private pure returns (bytes32) {
        return keccak256(abi.encode(bytes32(0), said.agreed));
    }

    function _expectNotProven(
        IDisputeGame.Opening memory said,
        uint256 stateBatchIndex,
        uint256 blockNumber,
        bytes32 root
    ) private {
        _expectRevert(
            said,
            abi.encodeWithSelector(
                IDisputeGame.OutputRootNotProven.selector, stateBatchIndex, blockNumber, root
            )
        );
    }

    function _expectRevert(IDisputeGame.Opening memory said, bytes memory reason) private {
        commitAs(alice, said);
        advance(1);
        vm.expectRevert(reason);
        vm.prank(alice);
        disputes.open{value: 0.1 ether}(said);
    }
}
