// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../../../src/l1/Parameters.sol";
import {SequencerPool} from "../../../src/l1/sequencing/SequencerPool.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {L1Test} from "../L1Test.sol";

contract SequencerBondsTest is L1Test {
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

    function test_unstake_leavesBondsAndTheEntryStakeOrNothing() public {
        fundStake(newcomer, 50 * MT);
        vm.startPrank(newcomer);
        pool.allocate(chainId, 30 * MT);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.BondsAboveStake.selector, 30 * MT, 30 * MT - 1)
        );
        pool.unstake(20 * MT + 1);
        pool.unstake(20 * MT);
        vm.assertEq(metisToken.balanceOf(newcomer), 20 * MT);
        pool.allocate(chainId, 0);
        // What is lowered is reserved until it is released.
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.BondsAboveStake.selector, 30 * MT, 0));
        pool.unstake(30 * MT);
        rollTo(2);
        pool.release(chainId);
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
            abi.encodeWithSelector(ISequencerPool.BondsAboveStake.selector, 51 * MT, 50 * MT)
        );
        pool.allocate(rangersChainId, 21 * MT);
        pool.allocate(rangersChainId, 20 * MT);
        vm.assertEq(pool.allocatedOf(newcomer), 50 * MT);
        // Sets, does not add; and what is lowered here is not free for there yet.
        pool.allocate(chainId, 10 * MT);
        vm.assertEq(pool.allocation(chainId, newcomer).amount, 10 * MT);
        vm.assertEq(pool.allocation(chainId, newcomer).bond, 30 * MT);
        vm.assertEq(pool.allocatedOf(newcomer), 50 * MT);
        // Raised again within what is reserved, it takes nothing more.
        pool.allocate(chainId, 25 * MT);
        vm.assertEq(pool.allocatedOf(newcomer), 50 * MT);
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.UnknownChain.selector, 5));
        pool.allocate(5, 1);
        vm.stopPrank();
    }

    function test_allocate_countsFromTheSecondEpochAfter() public {
        fundStake(newcomer, 50 * MT);
        rollTo(4);
        vm.roll(seeds.startOf(5) - 1);
        vm.prank(newcomer);
        pool.allocate(chainId, 50 * MT);
        vm.assertEq(_weightOf(newcomer, 5), 0);
        vm.assertEq(_weightOf(newcomer, 6), 40 * MT);
        vm.roll(seeds.startOf(5));
        vm.prank(newcomer);
        pool.allocate(chainId, 15 * MT);
        vm.assertEq(_weightOf(newcomer, 6), 40 * MT);
        vm.assertEq(_weightOf(newcomer, 7), 15 * MT);
        vm.prank(newcomer);
        pool.allocate(chainId, 10 * MT - 1);
        vm.assertEq(_weightOf(newcomer, 6), 40 * MT);
        vm.assertEq(_weightOf(newcomer, 7), 0);
    }

    function test_allocate_displacesTheSmallestOf64ForSelectionOnly() public {
        vm.prank(sequencer);
        pool.allocate(chainId, 90 * MT);
        address[] memory others = _fill();
        vm.assertEq(_count(2), 64);
        rollTo(1);

        // Not larger than the smallest: a bond like any other, but not drawn from.
        fundStake(newcomer, 100 * MT);
        vm.prank(newcomer);
        pool.allocate(chainId, 10 * MT);
        vm.assertFalse(pool.allocation(chainId, newcomer).isListed);
        vm.assertEq(_weightOf(newcomer, 3), 0);
        vm.assertTrue(pool.allocatesThreshold(chainId, newcomer));

        // The first of the smallest goes.
        vm.expectEmit(address(pool));
        emit ISequencerPool.Displaced(chainId, others[0], newcomer);
        vm.prank(newcomer);
        pool.allocate(chainId, 10 * MT + 1);
        vm.assertEq(_weightOf(others[0], 2), 10 * MT);
        vm.assertEq(_weightOf(others[0], 3), 0);
        vm.assertEq(_weightOf(newcomer, 2), 0);
        vm.assertEq(_weightOf(newcomer, 3), 10 * MT + 1);
        vm.assertEq(pool.allocation(chainId, others[0]).bond, 10 * MT);
        vm.assertEq(_count(3), 64);

        // It comes back by allocating more, or the same once a place is free.
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        vm.prank(others[0]);
        pool.allocate(chainId, 10 * MT);
        vm.assertEq(_weightOf(others[0], 3), 10 * MT);
        vm.assertEq(_weightOf(sequencer, 2), 40 * MT);
        vm.assertEq(_weightOf(sequencer, 3), 0);
        vm.assertEq(_count(3), 64);
    }

    /// @dev More accounts than places, against a list that is scanned whole.
    function testFuzz_allocate_keepsTheListOfAPlainModel(uint256 random) public {
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        address[] memory accounts = new address[](70);
        uint256[] memory amounts = new uint256[](70);
        address[64] memory list;
        for (uint256 i = 0; i < 70; i++) {
            accounts[i] = address(uint160(0x1000 + i));
            fundStake(accounts[i], 40 * MT);
        }
        for (uint256 step = 0; step < 150; step++) {
            random = uint256(keccak256(abi.encode(random)));
            uint256 who = step < 70 ? step : random % 70;
            uint256 amount = 10 * MT + (random >> 8) % 8;
            if (step >= 70 && (random >> 16) % 4 == 0) amount = 0;
            vm.prank(accounts[who]);
            pool.allocate(chainId, amount);
            amounts[who] = amount;
            _relist(list, accounts, amounts, who);
        }
        uint256 listed = 0;
        for (uint256 i = 0; i < 64; i++) {
            if (list[i] == address(0)) continue;
            listed++;
            vm.assertEq(_weightOf(list[i], 2), amounts[uint160(list[i]) - 0x1000]);
        }
        vm.assertEq(_count(2), listed);
    }

    // Release

    function test_release_waitsForTheEpochsInWhichItCounts() public {
        rollTo(2);
        vm.startPrank(sequencer);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.NothingToRelease.selector, chainId, sequencer)
        );
        pool.release(chainId);
        pool.allocate(chainId, 0);
        vm.roll(seeds.startOf(4) - 1);
        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.BondCounts.selector, chainId, sequencer, 4)
        );
        pool.release(chainId);
        // Until then it is drawn, and its bond is there.
        vm.assertEq(_weightOf(sequencer, 3), 40 * MT);
        drawNow(chainId);
        vm.assertTrue(pool.mayPost(chainId, sequencer));
        vm.roll(seeds.startOf(4));
        vm.expectEmit(address(pool));
        emit ISequencerPool.Released(chainId, sequencer, 100 * MT);
        pool.release(chainId);
        vm.stopPrank();
        vm.assertEq(pool.allocatedOf(sequencer), 0);
    }

    function test_release_waitsForTheUnlockDelayAfterThePostAndTheLowering() public {
        append(nextBatch());
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        rollTo(2);
        vm.prank(sequencer);
        pool.allocate(chainId, 1);
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        _releaseAfter(block.timestamp + 30);
    }

    function test_release_waitsForTheUnlockDelayAfterAPostThatCameLater() public {
        rollTo(2);
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        // Still drawn, and so it may post.
        vm.roll(seeds.startOf(4) - 1);
        vm.warp(block.timestamp + 100);
        append(nextBatch());
        _releaseAfter(block.timestamp + 30);
    }

    function test_release_waitsForItsStateBatches() public {
        append(nextBatch());
        bytes32[] memory roots = new bytes32[](1);
        roots[0] = bytes32(uint256(1));
        bytes32 batchHash = ctc.chainTip(chainId).batchHash;
        vm.prank(sequencer, sequencer);
        scc.appendStateBatch(chainId, 1, roots, batchHash);
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        vm.roll(block.number + 40);
        vm.warp(block.timestamp + 120);
        bytes memory backs =
            abi.encodeWithSelector(ISequencerPool.BondBacksStateBatch.selector, chainId, sequencer);
        vm.prank(sequencer);
        vm.expectRevert(backs);
        pool.release(chainId);
        vm.warp(block.timestamp + 1);
        disputeGame.setDisputed(chainId, 1);
        vm.prank(sequencer);
        vm.expectRevert(backs);
        pool.release(chainId);
        disputeGame.setDisputed(chainId, 0);
        vm.prank(sequencer);
        pool.release(chainId);
    }

    // The threshold

    function test_recordEscrow_movesTheThresholdAndFreezesItByEpoch() public {
        vm.assertEq(pool.threshold(chainId), 10 * MT);
        rollTo(3);
        vm.expectEmit(address(pool));
        emit ISequencerPool.ThresholdChanged(chainId, 50 * MT, 5);
        vm.prank(address(bridge));
        pool.recordEscrow(chainId, 5000 * MT);
        vm.assertEq(pool.threshold(chainId), 50 * MT);
        vm.assertEq(pool.threshold(rangersChainId), 10 * MT);
        vm.assertEq(pool.thresholdAt(chainId, 4), 10 * MT);
        vm.assertEq(pool.thresholdAt(chainId, 5), 50 * MT);
        vm.assertEq(_weightOf(sequencer, 4), 40 * MT);
        vm.assertEq(_weightOf(sequencer, 5), 100 * MT);
        // Of an amount that a basis point does not divide, no less than its part.
        vm.prank(address(bridge));
        pool.recordEscrow(chainId, 5000 * MT + 1);
        vm.assertEq(pool.threshold(chainId), 50 * MT + 1);
    }

    function test_recordEscrow_remembersYesterdaysMaximum() public {
        vm.warp(1_800_000_000 / 1 days * 1 days + 10 days);
        vm.startPrank(address(bridge));
        pool.recordEscrow(chainId, 5000 * MT);
        pool.recordEscrow(chainId, 0);
        vm.assertEq(pool.threshold(chainId), 10 * MT);
        vm.warp(block.timestamp + 1 days);
        pool.recordEscrow(chainId, 2000 * MT);
        vm.assertEq(pool.threshold(chainId), 50 * MT);
        vm.warp(block.timestamp + 1 days);
        pool.recordEscrow(chainId, 0);
        vm.assertEq(pool.threshold(chainId), 20 * MT);
        vm.warp(block.timestamp + 1 days);
        // Two thousand stood there at midnight, before it was withdrawn.
        pool.recordEscrow(chainId, 0);
        vm.assertEq(pool.threshold(chainId), 20 * MT);
        vm.warp(block.timestamp + 9 days);
        pool.recordEscrow(chainId, 0);
        vm.assertEq(pool.threshold(chainId), 10 * MT);
        vm.stopPrank();
    }

    function test_recordEscrow_revertsForOthersThanTheBridge() public {
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotAuthorized.selector, sequencer));
        vm.prank(sequencer);
        pool.recordEscrow(chainId, 1);
    }

    function test_admitsEscrow_whileSomebodyReachesTheThresholdAfterIt() public {
        // 100 MT insure 10,000.
        vm.assertTrue(pool.admitsEscrow(chainId, 10_000 * MT));
        vm.assertFalse(pool.admitsEscrow(chainId, 10_000 * MT + 1));
        vm.assertFalse(pool.admitsEscrow(rangersChainId, 0));
        // Yesterday's maximum counts, too.
        vm.prank(address(bridge));
        pool.recordEscrow(chainId, 20_000 * MT);
        vm.assertTrue(pool.admitsEscrow(chainId, 10_000 * MT));
        vm.warp(block.timestamp + 1 days);
        vm.assertFalse(pool.admitsEscrow(chainId, 10_000 * MT));
    }

    function test_constructor_revertsOnParametersThatCannotWork() public {
        Parameters memory p = parameters();
        p.minThreshold = 0;
        _expectOutOfRange(p, 0);
        p = parameters();
        p.entryStake = 0;
        _expectOutOfRange(p, 0);
        p = parameters();
        p.thresholdBasisPoints = 0;
        _expectOutOfRange(p, 0);
        p.thresholdBasisPoints = 10_001;
        _expectOutOfRange(p, 10_001);
        p = parameters();
        p.minEligible = 0;
        _expectOutOfRange(p, 0);
        p.minEligible = 65;
        _expectOutOfRange(p, 65);
        p = parameters();
        p.producerBond = 0;
        _expectOutOfRange(p, 0);
        p = parameters();
        p.takeoverBlocks = 0;
        _expectOutOfRange(p, 0);
        p.takeoverBlocks = 20;
        _expectOutOfRange(p, 20);
    }

    /// @dev In epoch 4, locked until then and released a second later.
    function _releaseAfter(uint256 unlockedAt) private {
        vm.roll(seeds.startOf(4));
        vm.warp(unlockedAt);
        vm.startPrank(sequencer);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISequencerPool.BondLocked.selector, chainId, sequencer, unlockedAt
            )
        );
        pool.release(chainId);
        vm.warp(unlockedAt + 1);
        pool.release(chainId);
        vm.stopPrank();
    }

    function _expectOutOfRange(Parameters memory p, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.ParameterOutOfRange.selector, value));
        new SequencerPool(p, metisToken, seeds, ctc, scc, address(bridge), address(disputeGame));
    }

    /// @dev 63 others with the threshold each.
    function _fill() private returns (address[] memory others) {
        others = new address[](63);
        for (uint256 i = 0; i < 63; i++) {
            others[i] = address(uint160(0x1000 + i));
            fundStake(others[i], 20 * MT);
            vm.prank(others[i]);
            pool.allocate(chainId, 10 * MT);
        }
    }

    function _relist(
        address[64] memory list,
        address[] memory accounts,
        uint256[] memory amounts,
        uint256 who
    ) private pure {
        uint256 weakest = 64;
        for (uint256 i = 0; i < 64; i++) {
            if (list[i] != accounts[who]) continue;
            if (amounts[who] == 0) list[i] = address(0);
            return;
        }
        if (amounts[who] == 0) return;
        for (uint256 i = 0; i < 64; i++) {
            if (list[i] == address(0)) {
                list[i] = accounts[who];
                return;
            }
            uint256 amount = amounts[uint160(list[i]) - 0x1000];
            if (weakest == 64 || amount < amounts[uint160(list[weakest]) - 0x1000]) weakest = i;
        }
        if (amounts[uint160(list[weakest]) - 0x1000] < amounts[who]) list[weakest] = accounts[who];
    }

    function _weightOf(address who, uint256 epoch) private view returns (uint256) {
        (address[] memory accounts, uint256[] memory weights) = pool.eligible(chainId, epoch);
        for (uint256 i = 0; i < accounts.length; i++) {
            if (accounts[i] == who) return weights[i];
        }
        return 0;
    }

    function _count(uint256 epoch) private view returns (uint256) {
        (address[] memory accounts,) = pool.eligible(chainId, epoch);
        return accounts.length;
    }
}
