// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {BridgeTest} from "./BridgeTest.sol";

/// @notice A deposit raises the threshold, the bonds that admitted it leave, and nobody is eligible any more:
/// what goes on, what waits, and for whom.
contract NobodyEligibleTest is BridgeTest {
    uint256 private constant ESCROW = 50_000 * MT;
    /// @dev A hundredth of it.
    uint256 private constant THRESHOLD = 500 * MT;

    address private _alice;
    address private _bob;
    /// @dev Has what the pool asked for before the deposit, 100 MT, and too little afterwards.
    address private _small;

    function setUp() public {
        deployBridge();
        _alice = account("alice");
        _bob = account("bob");
        _small = sequencer;
        sequencer = account("large");
        fundStake(sequencer, 1000 * MT);
        vm.prank(sequencer);
        pool.allocate(chainId, THRESHOLD);
        rollTo(3);
    }

    function test_bonds_mayLeaveAfterTheDepositThatTheyAdmitted() public {
        Withdrawal memory asserted = _depositAndAssert();
        uint256 epoch = pool.currentEpoch();
        _largeLeaves();
        // The epochs that count the allocation go on with it.
        rollTo(epoch + 1);
        pool.draw(chainId, epoch + 1);
        vm.assertTrue(pool.mayPost(chainId, sequencer));

        rollTo(epoch + 2);
        (address[] memory accounts,) = pool.eligible(chainId, epoch + 2);
        vm.assertEq(accounts.length, 0);
        vm.assertEq(pool.draw(chainId, epoch + 2).leader, address(0));
        _expectCannotPost(sequencer);
        _expectCannotPost(_small);
        _expectCannotAssert(sequencer);

        // What was asserted before needs nobody.
        passWindow();
        bridge.finalizeWithdrawal(asserted.hash);
        vm.assertEq(metisToken.balanceOf(_alice), 3 * MT);
        vm.prank(sequencer);
        pool.release(chainId);
        vm.assertEq(pool.allocatedOf(sequencer), 0);
    }

    function test_forcedInclusion_needsNobodyWhoIsEligible() public {
        _depositAndAssert();
        _largeLeaves();
        rollTo(pool.currentEpoch() + 2);
        // A withdrawal can be begun, and what was deposited comes in.
        uint256 queueIndex = enqueueAs(stranger, 100_000);
        advance(16);
        uint256 next = ctc.chainTip(chainId).nextBlock;
        bytes32 head = blockhash(block.number - 1);
        vm.prank(stranger);
        ctc.appendForced(chainId, block.number - 1, head);
        vm.assertEq(ctc.chainTip(chainId).nextBlock, next + 1);
        vm.assertEq(ctc.chainTip(chainId).queueStart, queueIndex + 1);
        // New deposits wait, and their owners can have them back.
        (, uint256 depositId) = bridge.depositMT(chainId, stranger, MT);
        vm.assertEq(bridge.parked(chainId), MT);
        bridge.refund(depositId);
        vm.assertEq(bridge.parked(chainId), 0);
    }

    /// @dev What waits is the assertion of new blocks: for anybody with the threshold, who need not wait.
    function test_assertion_waitsForOneWhoAllocatesTheThreshold() public {
        _depositAndAssert();
        _largeLeaves();
        rollTo(pool.currentEpoch() + 2);
        enqueueAs(stranger, 100_000);
        advance(16);
        ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
        advance(16);
        // Long overdue, and still not for everybody: a state batch is worth its asserter's bond.
        _expectCannotAssert(stranger);
        _expectCannotAssert(_small);
        fundStake(_bob, THRESHOLD);
        vm.prank(_bob);
        pool.allocate(chainId, THRESHOLD - 1);
        _expectCannotAssert(_bob);

        // In the very block in which it is enough.
        vm.prank(_bob);
        pool.allocate(chainId, THRESHOLD);
        sequencer = _bob;
        drawNow(chainId);
        vm.assertTrue(pool.mayPost(chainId, _bob));
        Withdrawal memory made = send(chainId, _alice, 49_000 * MT, "");
        complete(made, assertMessages(chainId, 1, 0));
        prove(made);
        passWindow();
        bridge.finalizeWithdrawal(made.hash);
        vm.assertEq(metisToken.balanceOf(_alice), 49_000 * MT);

        // The escrow has left: a day after the next day, a deposit or withdrawal lets the threshold follow.
        vm.warp(block.timestamp + 2 days);
        bridge.depositMT(chainId, stranger, MT);
        vm.assertEq(pool.threshold(chainId), 10_01 * MT / 100);
        vm.assertTrue(pool.allocatesThreshold(chainId, _small));
    }

    /// @dev One who reaches the old threshold and not the new one cannot post, until it raises its bond.
    function test_posting_isOpenAtOnceToAMemberThatRaisesItsBond() public {
        _depositAndAssert();
        _largeLeaves();
        rollTo(pool.currentEpoch() + 2);
        _expectCannotPost(_small);
        vm.prank(_small);
        pool.allocate(chainId, THRESHOLD);
        sequencer = _small;
        append(nextBatch());
        vm.assertEq(pool.lastBatchAt(chainId), block.number);
    }

    /// @dev The deposit is admitted by the large bond alone; a withdrawal is asserted before it leaves.
    function _depositAndAssert() private returns (Withdrawal memory made) {
        vm.assertTrue(pool.admitsEscrow(chainId, ESCROW));
        bridge.depositMT(chainId, stranger, ESCROW);
        vm.assertEq(pool.threshold(chainId), THRESHOLD);
        drawNow(chainId);
        rollTo(pool.currentEpoch() + 2);
        made = sendAndAssert(chainId, _alice, 3 * MT);
        prove(made);
    }

    function _largeLeaves() private {
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
    }

    function _expectCannotPost(address who) private {
        drawNow(chainId);
        vm.assertFalse(pool.mayPost(chainId, who));
        vm.prank(address(ctc));
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotSelected.selector, chainId, who));
        pool.recordPost(chainId, who, false);
    }

    function _expectCannotAssert(address who) private {
        drawNow(chainId);
        vm.prank(address(scc));
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotSelected.selector, chainId, who));
        pool.recordPost(chainId, who, true);
    }
}
