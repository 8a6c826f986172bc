// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IProducerPool} from "../../../src/l1/sequencing/interfaces/IProducerPool.sol";
import {L1Test} from "../L1Test.sol";

contract ProducerPoolTest is L1Test {
    address private baker;

    function setUp() public {
        deploy();
        baker = account("baker");
    }

    function test_registerProducer_takesTheBondOnce() public {
        metisToken.transfer(baker, 3 * MT);
        vm.startPrank(baker);
        metisToken.approve(address(pool), 3 * MT);
        vm.expectEmit(address(pool));
        emit IProducerPool.ProducerRegistered(baker, MT);
        pool.registerProducer();
        vm.expectRevert(abi.encodeWithSelector(IProducerPool.AlreadyProducer.selector, baker));
        pool.registerProducer();
        vm.stopPrank();
        vm.assertEq(metisToken.balanceOf(baker), 2 * MT);
        vm.assertEq(pool.producer(baker).bond, MT);
        vm.assertEq(pool.producerCountAt(1), 0);
        vm.assertEq(pool.producerCountAt(2), 1);
        vm.assertEq(pool.producerAt(2, 0), baker);
    }

    function test_mayProduce_isForWhoIsDrawn() public {
        becomeProducer(baker);
        becomeProducer(stranger);
        pool.draw(chainId, 0);
        vm.assertEq(pool.producerOf(chainId, 0), address(0));
        vm.assertFalse(pool.mayProduce(chainId, 0, address(0)));
        bool isBakerDrawn = false;
        bool isStrangerDrawn = false;
        for (uint256 epoch = 2; epoch < 22; epoch++) {
            rollTo(epoch);
            vm.assertFalse(pool.mayProduce(chainId, epoch, baker));
            pool.draw(chainId, epoch);
            bool isBaker = pool.mayProduce(chainId, epoch, baker);
            vm.assertEq(pool.mayProduce(chainId, epoch, stranger), !isBaker);
            isBakerDrawn = isBakerDrawn || isBaker;
            isStrangerDrawn = isStrangerDrawn || !isBaker;
        }
        vm.assertTrue(isBakerDrawn && isStrangerDrawn);
    }

    function test_leaveProducers_countsFromTheSecondEpochAfter() public {
        becomeProducer(baker);
        becomeProducer(stranger);
        becomeProducer(sequencer);
        rollTo(3);
        vm.prank(baker);
        vm.expectEmit(address(pool));
        emit IProducerPool.ProducerLeft(baker);
        pool.leaveProducers();
        vm.assertEq(pool.producerCountAt(4), 3);
        vm.assertEq(pool.producerAt(4, 0), baker);
        // The last takes its place.
        vm.assertEq(pool.producerCountAt(5), 2);
        vm.assertEq(pool.producerAt(5, 0), sequencer);
        vm.assertEq(pool.producerAt(5, 1), stranger);
        vm.prank(baker);
        vm.expectRevert(abi.encodeWithSelector(IProducerPool.NotProducer.selector, baker));
        pool.leaveProducers();
        // Who was moved can leave as well, and the last one.
        vm.prank(sequencer);
        pool.leaveProducers();
        vm.prank(stranger);
        pool.leaveProducers();
        vm.assertEq(pool.producerCountAt(5), 0);
        vm.assertEq(pool.producerCountAt(4), 3);
    }

    function test_withdrawProducerBond_waitsForEpochAndUnlockDelay() public {
        becomeProducer(baker);
        vm.startPrank(baker);
        vm.expectRevert(abi.encodeWithSelector(IProducerPool.NotProducer.selector, baker));
        pool.withdrawProducerBond();
        rollTo(3);
        pool.leaveProducers();
        uint256 unlockedAt = block.timestamp + 30;
        bytes memory locked =
            abi.encodeWithSelector(IProducerPool.ProducerBondLocked.selector, baker, unlockedAt, 5);
        vm.roll(seeds.startOf(5) - 1);
        vm.warp(unlockedAt + 1);
        vm.expectRevert(locked);
        pool.withdrawProducerBond();
        vm.roll(seeds.startOf(5));
        vm.warp(unlockedAt);
        vm.expectRevert(locked);
        pool.withdrawProducerBond();
        vm.warp(unlockedAt + 1);
        vm.expectEmit(address(pool));
        emit IProducerPool.ProducerBondReturned(baker, MT);
        pool.withdrawProducerBond();
        vm.assertEq(metisToken.balanceOf(baker), MT);
        vm.expectRevert(abi.encodeWithSelector(IProducerPool.NotProducer.selector, baker));
        pool.withdrawProducerBond();
        // And it may come back.
        metisToken.approve(address(pool), MT);
        pool.registerProducer();
        vm.stopPrank();
        vm.assertEq(pool.producerCountAt(7), 1);
    }
}
