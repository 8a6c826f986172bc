// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../../../src/l1/Parameters.sol";
import {RangerPool} from "../../../src/l1/ranging/RangerPool.sol";
import {IRangerPool} from "../../../src/l1/ranging/interfaces/IRangerPool.sol";
import {IEpochSeeds} from "../../../src/l1/sequencing/interfaces/IEpochSeeds.sol";
import {RangerTest} from "./RangerTest.sol";

/// @notice Who has to check what: the RangerPool's draws.
contract RangerDutiesTest is RangerTest {
    function test_duties_areDrawnFromTheListBeforeTheNextEpochByTheSeedAfterIt() public {
        join(alice);
        join(bob);
        appendState(40);
        uint256 epoch = seeds.currentEpoch();
        // Still in the list.
        vm.roll(seeds.startOf(epoch + 1) - 1);
        join(carol);
        // Too late to come, and to go.
        vm.roll(seeds.startOf(epoch + 1));
        join(stranger);
        vm.prank(alice, alice);
        rangerPool.leave();

        vm.assertEq(rangerPool.drawEpoch(chainId, 1), epoch + 2);
        vm.roll(seeds.startOf(epoch + 2) - 1);
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedUnknown.selector, epoch + 2));
        rangerPool.duties(chainId, 1);
        recordSeed(epoch + 2, bytes32(uint256(77)));
        IRangerPool.Draw memory made = rangerPool.draw(chainId, 1);
        vm.assertEq(made.epoch, epoch + 2);
        vm.assertEq(made.seed, keccak256(abi.encode(uint256(77), epoch + 2)));
        vm.assertEq(made.frozenAtBlock, seeds.startOf(epoch + 1));
        vm.assertEq(made.memberCount, 3);
        vm.assertEq(made.checkers, 2);
        vm.assertEq(made.segmentCount, 3); // 16 + 16 + 8 blocks
        address[][] memory drawn = rangerPool.duties(chainId, 1);
        vm.assertEq(drawn.length, 3);
        for (uint256 segment = 0; segment < 3; segment++) {
            vm.assertEq(drawn[segment].length, 2);
            for (uint256 i = 0; i < 2; i++) {
                address who = drawn[segment][i];
                vm.assertTrue(who == alice || who == bob || who == carol);
            }
            vm.assertNotEq(drawn[segment][0], drawn[segment][1]);
            vm.assertEq(
                keccak256(abi.encode(rangerPool.dutiesOf(chainId, 1, segment))),
                keccak256(abi.encode(drawn[segment]))
            );
        }
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.SegmentOutOfRange.selector, 3, 3));
        rangerPool.dutiesOf(chainId, 1, 3);

        // Whatever comes later changes nothing.
        bytes32 before = keccak256(abi.encode(drawn));
        advance(500);
        vm.prank(bob, bob);
        rangerPool.leave();
        vm.prank(carol, carol);
        rangerPool.leave();
        advance(1);
        vm.assertEq(keccak256(abi.encode(rangerPool.duties(chainId, 1))), before);
    }

    function test_duties_areNobodysWithoutMembersAndEverybodysWithFew() public {
        appendState(1);
        advance(40);
        address[][] memory drawn = rangerPool.duties(chainId, 1);
        vm.assertEq(drawn.length, 1);
        vm.assertEq(drawn[0].length, 0);
        join(alice);
        advance(1);
        appendState(1);
        advance(40);
        vm.assertEq(rangerPool.dutiesOf(chainId, 2, 0)[0], alice);
    }

    function test_duties_doNotExistForBlock0() public {
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.NothingToCheck.selector, chainId));
        rangerPool.duties(chainId, 0);
    }

    function test_checkers_followTheEscrow() public {
        Parameters memory p = parameters();
        (p.checkersFloor, p.checkersCap) = (4, 64);
        rangerPool = new RangerPool(
            p, metisToken, dacManager, ctc, scc, bridge, seeds, address(disputeGame)
        );
        vm.assertEq(rangerPool.checkers(chainId), 4);
        metisToken.approve(address(bridge), 10_000 * MT);
        bridge.depositMT(chainId, stranger, 10_000 * MT);
        vm.assertEq(rangerPool.checkers(chainId), 19);
        vm.assertEq(rangerPool.checkers(rangersChainId), 4);
    }

    /// @dev Any history of joining and leaving: every segment has the checkers that it is due, all different
    /// and all of the list that was closed before.
    function testFuzz_duties_everySegmentHasItsCheckers(uint256 history, uint256 blocks) public {
        address[] memory candidates = new address[](12);
        for (uint256 i = 0; i < 12; i++) {
            candidates[i] = account(vm.toString(i));
            fund(candidates[i]);
        }
        for (uint256 step = 0; step < 40; step++) {
            address who = candidates[uint8(uint256(keccak256(abi.encode(history, step)))) % 12];
            bool isIn = rangerPool.isMember(who);
            vm.prank(who, who);
            isIn ? rangerPool.leave() : rangerPool.join();
            if (step % 3 == 0) advance(1);
        }
        uint256 count = bound(blocks, 1, 100);
        appendState(count);
        vm.roll(seeds.startOf(seeds.currentEpoch() + 2));
        address[] memory members = rangerPool.membersAt(block.number, 0, 99);
        address[][] memory drawn = rangerPool.duties(chainId, 1);
        vm.assertEq(drawn.length, (count + 15) / 16);
        for (uint256 segment = 0; segment < drawn.length; segment++) {
            vm.assertEq(drawn[segment].length, members.length < 2 ? members.length : 2);
            for (uint256 i = 0; i < drawn[segment].length; i++) {
                vm.assertEq(_occurrences(members, drawn[segment][i]), 1);
                vm.assertEq(_occurrences(drawn[segment], drawn[segment][i]), 1);
            }
        }
    }

    // Gas

    function test_gas_duties() public {
        Parameters memory p = parameters();
        (p.checkersFloor, p.checkersCap, p.segmentLength) = (27, 64, 64);
        rangerPool = new RangerPool(
            p, metisToken, dacManager, ctc, scc, bridge, seeds, address(disputeGame)
        );
        for (uint256 i = 0; i < 100; i++) {
            address who = account(vm.toString(i));
            join(who);
        }
        appendState(100);
        advance(40);
        vm.startSnapshotGas("RangerPool", "duties, 2 segments, 27 of 100");
        rangerPool.duties(chainId, 1);
        vm.stopSnapshotGas();
    }

    function _occurrences(address[] memory list, address who) private pure returns (uint256 count) {
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i] == who) count++;
        }
    }
}
