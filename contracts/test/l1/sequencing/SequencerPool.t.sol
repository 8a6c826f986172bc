// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../../../src/l1/Parameters.sol";
import {SequencerPool} from "../../../src/l1/sequencing/SequencerPool.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {L1Test} from "../L1Test.sol";

contract SequencerPoolTest is L1Test {
    address private newcomer;

    function setUp() public {
        deploy();
        newcomer = account("newcomer");
    }

    // Stake

    function test_stake_mustReachTheEntryStake() public {
        metisToken.transfer(newcomer, 20 * MT);
        vm.startPrank(newcomer);
        metisToken.approve(address(pool), 20 * MT);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.StakeBelowEntry.selector, 10 * MT - 1, 10 * MT)
        );
        pool.stake(10 * MT - 1);
        vm.expectEmit(address(pool));
        emit ISequencerPool.Staked(newcomer, 10 * MT, 10 * MT);
        pool.stake(10 * MT);
        pool.stake(1);
        vm.stopPrank();
        vm.assertEq(pool.stakeOf(newcomer), 10 * MT + 1);
        vm.assertEq(metisToken.balanceOf(newcomer), 10 * MT - 1);
    }

    function test_unstake_leavesAllocationsAndTheEntryStakeOrNothing() public {
        fundStake(newcomer, 50 * MT);
        vm.startPrank(newcomer);
        pool.allocate(chainId, 30 * MT);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISequencerPool.AllocationsAboveStake.selector, 30 * MT, 30 * MT - 1
            )
        );
        pool.unstake(20 * MT + 1);
        pool.unstake(20 * MT);
        vm.assertEq(metisToken.balanceOf(newcomer), 20 * MT);
        pool.allocate(chainId, 0);
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.StakeBelowEntry.selector, 1, 10 * MT));
        pool.unstake(30 * MT - 1);
        vm.expectEmit(address(pool));
        emit ISequencerPool.Unstaked(newcomer, 30 * MT, 0);
        pool.unstake(30 * MT);
        vm.stopPrank();
        vm.assertEq(metisToken.balanceOf(newcomer), 50 * MT);
    }

    // Allocation

    function test_allocate_isBoundedByTheStakeOverAllChains() public {
        fundStake(newcomer, 50 * MT);
        vm.startPrank(newcomer);
        pool.allocate(chainId, 30 * MT);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.AllocationsAboveStake.selector, 51 * MT, 50 * MT)
        );
        pool.allocate(rangersChainId, 21 * MT);
        pool.allocate(rangersChainId, 20 * MT);
        vm.assertEq(pool.allocatedOf(newcomer), 50 * MT);
        // Sets, does not add.
        pool.allocate(chainId, 10 * MT);
        vm.assertEq(pool.allocatedOf(newcomer), 30 * MT);
        vm.assertEq(pool.allocation(chainId, newcomer).amount, 10 * MT);
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.UnknownChain.selector, 5));
        pool.allocate(5, 1);
        vm.stopPrank();
    }

    function test_allocate_isLockedAfterAPost() public {
        append(nextBatch());
        uint256 unlockedAt = block.timestamp + 30;
        vm.warp(unlockedAt);
        vm.startPrank(sequencer);
        pool.allocate(chainId, 200 * MT); // more is always possible
        vm.expectRevert(
            abi.encodeWithSelector(
                ISequencerPool.AllocationLocked.selector, chainId, sequencer, unlockedAt
            )
        );
        pool.allocate(chainId, 200 * MT - 1);
        vm.warp(unlockedAt + 1);
        pool.allocate(chainId, 0);
        vm.stopPrank();
    }

    function test_allocate_isLockedWhileItBacksAStateBatch() public {
        append(nextBatch());
        bytes32[] memory roots = new bytes32[](1);
        roots[0] = bytes32(uint256(1));
        bytes32 batchHash = ctc.chainTip(chainId).batchHash;
        vm.prank(sequencer, sequencer);
        scc.appendStateBatch(chainId, 1, roots, batchHash);
        vm.warp(block.timestamp + 120);
        vm.startPrank(sequencer);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISequencerPool.AllocationBacksStateBatch.selector, chainId, sequencer
            )
        );
        pool.allocate(chainId, 0);
        vm.warp(block.timestamp + 1);
        vm.stopPrank();
        disputeGame.setDisputed(chainId, 1);
        vm.startPrank(sequencer);
        vm.expectPartialRevert(ISequencerPool.AllocationBacksStateBatch.selector);
        pool.allocate(chainId, 0);
        vm.stopPrank();
        disputeGame.setDisputed(chainId, 0);
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
    }

    // Selection

    function test_mayPost_anyAllocatorUntilTheSeatIsEligible() public {
        // The sequencer allocated in epoch 0, so that its seat is eligible from epoch 2.
        ISequencerPool.Seat memory seat = pool.seat(chainId);
        vm.assertEq(seat.holder, sequencer);
        vm.assertEq(seat.fromEpoch, 2);
        fundStake(newcomer, 50 * MT);
        vm.prank(newcomer);
        pool.allocate(chainId, 10 * MT - 1);
        vm.assertFalse(pool.mayPost(chainId, newcomer));
        vm.prank(newcomer);
        pool.allocate(chainId, 10 * MT);
        uint256 start = pool.deploymentBlock();

        vm.roll(start + 39);
        vm.assertEq(pool.currentEpoch(), 1);
        vm.assertTrue(pool.mayPost(chainId, sequencer));
        vm.assertTrue(pool.mayPost(chainId, newcomer));
        vm.assertFalse(pool.mayPost(chainId, stranger));
        vm.assertFalse(pool.mayPost(rangersChainId, sequencer));

        vm.roll(start + 40);
        vm.assertEq(pool.currentEpoch(), 2);
        vm.assertTrue(pool.mayPost(chainId, sequencer));
        vm.assertTrue(pool.mayProduce(chainId, 2, sequencer));
        vm.assertFalse(pool.mayPost(chainId, newcomer));
        vm.assertFalse(pool.mayProduce(chainId, 2, newcomer));
        vm.assertTrue(pool.allocatesThreshold(chainId, newcomer));
    }

    function test_seat_isTakenByTheNextWhenItsHolderLeaves() public {
        fundStake(newcomer, 50 * MT);
        vm.prank(newcomer);
        pool.allocate(chainId, 50 * MT);
        vm.roll(pool.deploymentBlock() + 40);
        vm.expectEmit(address(pool));
        emit ISequencerPool.SeatTaken(chainId, address(0), 0);
        vm.prank(sequencer);
        pool.allocate(chainId, 10 * MT - 1);
        // Vacant: whoever allocates the threshold may post, and can take it.
        vm.assertTrue(pool.mayPost(chainId, newcomer));
        vm.assertFalse(pool.mayPost(chainId, sequencer));
        vm.expectEmit(address(pool));
        emit ISequencerPool.SeatTaken(chainId, newcomer, 4);
        vm.prank(newcomer);
        pool.allocate(chainId, 50 * MT);
        vm.roll(pool.deploymentBlock() + 80);
        vm.assertTrue(pool.mayPost(chainId, newcomer));
    }

    function test_seat_isKeptWhileItsHolderKeepsTheThreshold() public {
        vm.prank(sequencer);
        pool.allocate(chainId, 10 * MT);
        vm.assertEq(pool.seat(chainId).holder, sequencer);
        vm.assertEq(pool.seat(chainId).fromEpoch, 2);
    }

    function test_recordPost_revertsForOthersThanTheChains() public {
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotAuthorized.selector, sequencer));
        vm.prank(sequencer);
        pool.recordPost(chainId, sequencer, false);
    }

    function testFuzz_epochAt_countsFromTheDeployment(uint64 l1BlockNumber) public view {
        uint256 start = pool.deploymentBlock();
        uint256 expected = l1BlockNumber < start ? 0 : (uint256(l1BlockNumber) - start) / 20;
        vm.assertEq(pool.epochAt(l1BlockNumber), expected);
    }

    function test_recordEscrow_isTheBridgesAlone() public {
        vm.prank(address(bridge));
        pool.recordEscrow(chainId, 7);
        vm.assertEq(pool.escrowOf(chainId), 7);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.NotAuthorized.selector, address(this))
        );
        pool.recordEscrow(chainId, 8);
    }

    function test_admitsEscrow_whileTheSeatIsTaken() public {
        vm.assertTrue(pool.admitsEscrow(chainId, 1));
        vm.assertFalse(pool.admitsEscrow(rangersChainId, 1));
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        vm.assertFalse(pool.admitsEscrow(chainId, 1));
    }

    function test_constructor_revertsOnParametersThatCannotWork() public {
        Parameters memory p = parameters();
        p.epochLength = 0;
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.ParameterOutOfRange.selector, 0));
        new SequencerPool(p, metisToken, ctc, scc, address(bridge));
        p.epochLength = 1;
        // Everybody would be eligible without a bond.
        p.minThreshold = 0;
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.ParameterOutOfRange.selector, 0));
        new SequencerPool(p, metisToken, ctc, scc, address(bridge));
    }
}
