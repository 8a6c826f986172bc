// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Charter, Permission} from "../../../src/charter/Charter.sol";
import {CharterRules} from "../../../src/charter/CharterRules.sol";
import {Parameters} from "../../../src/l1/Parameters.sol";
import {RangerPool} from "../../../src/l1/ranging/RangerPool.sol";
import {IRangerPool} from "../../../src/l1/ranging/interfaces/IRangerPool.sol";
import {AddressAlias} from "../../../src/l1/rollup/AddressAlias.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L2Predeploys} from "../../../src/l1/rollup/L2Predeploys.sol";
import {IMVM_DACMaster} from "../../../src/l2/interfaces/IMVM_DACMaster.sol";
import {RangerTest} from "./RangerTest.sol";

contract RangerPoolTest is RangerTest {
    // Membership

    function test_join_takesTheBondAndListsTheMember() public {
        fund(alice);
        vm.expectEmit(address(ctc));
        _emitEnqueued(1, abi.encodeCall(IMVM_DACMaster.addPermission, (_permission(alice))));
        vm.expectEmit(address(rangerPool));
        emit IRangerPool.RangerJoined(alice, 10 * MT, 1);
        vm.prank(alice, alice);
        rangerPool.join();
        vm.assertTrue(rangerPool.isMember(alice));
        vm.assertEq(rangerPool.memberCount(), 1);
        vm.assertEq(rangerPool.ranger(alice).bond, 10 * MT);
        vm.assertEq(metisToken.balanceOf(address(rangerPool)), 10 * MT);
        vm.assertEq(metisToken.balanceOf(alice), 0);
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.AlreadyMember.selector, alice));
        vm.prank(alice, alice);
        rangerPool.join();
    }

    function test_join_revertsWithoutTheBond() public {
        metisToken.transfer(alice, 10 * MT - 1);
        vm.startPrank(alice, alice);
        metisToken.approve(address(rangerPool), 10 * MT);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, alice, 10 * MT - 1, 10 * MT
            )
        );
        rangerPool.join();
        vm.stopPrank();
    }

    function test_leave_strikesTheMemberOffAndKeepsTheListDense() public {
        join(alice);
        join(bob);
        join(carol);
        advance(1);
        vm.expectEmit(address(ctc));
        _emitEnqueued(4, abi.encodeCall(IMVM_DACMaster.removeAddresses, (_permission(alice))));
        vm.expectEmit(address(rangerPool));
        emit IRangerPool.RangerLeft(alice, 4);
        vm.prank(alice, alice);
        rangerPool.leave();
        advance(1);
        _assertMembers(block.number, _list(carol, bob));
        _assertMembers(block.number - 1, _list(alice, bob, carol));
        vm.assertEq(rangerPool.ranger(carol).place, 1);
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.NotMember.selector, alice));
        vm.prank(alice, alice);
        rangerPool.leave();
        // The last of the list, and then the only one.
        vm.prank(bob, bob);
        rangerPool.leave();
        vm.prank(carol, carol);
        rangerPool.leave();
        advance(1);
        _assertMembers(block.number, new address[](0));
    }

    function test_unlock_waitsForTheDelayAndForTheLastDraw() public {
        join(alice);
        vm.startPrank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.AlreadyMember.selector, alice));
        rangerPool.unlock();
        uint256 epoch = seeds.currentEpoch();
        rangerPool.leave();
        uint256 unlockedAt = block.timestamp + 30;
        bytes memory locked =
            abi.encodeWithSelector(IRangerPool.BondLocked.selector, alice, unlockedAt, epoch + 2);
        // The delay has passed, the epoch that may draw it has not.
        vm.warp(unlockedAt + 1);
        vm.roll(seeds.startOf(epoch + 2) - 1);
        vm.expectRevert(locked);
        rangerPool.unlock();
        // The other way round.
        vm.roll(seeds.startOf(epoch + 2));
        vm.warp(unlockedAt);
        vm.expectRevert(locked);
        rangerPool.unlock();
        vm.warp(unlockedAt + 1);
        vm.expectEmit(address(rangerPool));
        emit IRangerPool.BondUnlocked(alice, 10 * MT);
        rangerPool.unlock();
        vm.assertEq(metisToken.balanceOf(alice), 10 * MT);
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.NothingToUnlock.selector, alice));
        rangerPool.unlock();
        vm.stopPrank();
    }

    function test_join_againNeedsNoSecondBondBeforeTheUnlock() public {
        join(alice);
        vm.startPrank(alice, alice);
        rangerPool.leave();
        rangerPool.join();
        vm.stopPrank();
        vm.assertEq(metisToken.balanceOf(address(rangerPool)), 10 * MT);
        vm.assertEq(rangerPool.ranger(alice).leftAt, 0);
        advance(1);
        _assertMembers(block.number, _list(alice));
        // add, remove, add: the list on L2 ends as the pool does.
        vm.assertEq(ctc.chainTip(rangersChainId).queueLength, 4);
    }

    function test_membersAt_servesPagesAndNoFuture() public {
        join(alice);
        join(bob);
        join(carol);
        advance(1);
        address[] memory page = rangerPool.membersAt(block.number, 1, 2);
        vm.assertEq(page.length, 1);
        vm.assertEq(page[0], bob);
        vm.assertEq(rangerPool.membersAt(block.number, 2, type(uint256).max).length, 1);
        vm.assertEq(rangerPool.membersAt(block.number, 5, 9).length, 0);
        vm.assertEq(rangerPool.membersAt(0, 0, 9).length, 0);
        // What happens in a block comes after the list before it.
        vm.assertEq(rangerPool.memberCountAt(block.number - 1), 0);
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.FutureBlock.selector, block.number + 1));
        rangerPool.membersAt(block.number + 1, 0, 9);
    }

    // MVM_RANGERS

    function test_rangersDAC_isManagedByTheAliasAndOpenToMembersOnly() public view {
        vm.assertEq(rangerPool.rangersChainId(), rangersChainId);
        vm.assertEq(comCo.rangerPool(), address(rangerPool));
        Charter memory made;
        made.vision = "Every chain of the system is checked by people who gain by finding a fault.";
        made.mission =
        "Check sampled blocks of every DAC, attest what is right, dispute what is not.";
        made.permissions = new Permission[](1);
        made.permissions[0] = Permission(0, 0xfe, new address[](0));
        made.managementContract = address(
            uint160(address(rangerPool)) + uint160(0x1111000000000000000000000000000000001111)
        );
        vm.assertEq(dacManager.dac(rangersChainId).charterHash, keccak256(abi.encode(made)));
    }

    // Parameters

    function test_constructor_revertsOnParametersThatCannotWork() public {
        Parameters memory p = parameters();
        p.rangerBond = 0;
        _expectRefused(p, 0);
        p.rangerBond = 1;
        p.segmentLength = 0;
        _expectRefused(p, 0);
        p.segmentLength = 1025;
        _expectRefused(p, 1025);
        p.segmentLength = 1024;
        p.checkersFloor = 0;
        _expectRefused(p, 0);
        p.checkersFloor = 3;
        _expectRefused(p, 3);
        (p.checkersFloor, p.checkersCap) = (4, 65);
        _expectRefused(p, 65);
    }

    // Gas

    function test_gas_join() public {
        join(alice);
        fund(bob);
        vm.prank(bob, bob);
        vm.startSnapshotGas("RangerPool", "join, second member");
        rangerPool.join();
        vm.stopSnapshotGas();
    }

    function test_gas_leave() public {
        join(alice);
        join(bob);
        advance(1);
        vm.prank(alice, alice);
        vm.startSnapshotGas("RangerPool", "leave, first of two");
        rangerPool.leave();
        vm.stopSnapshotGas();
    }

    function _permission(address who) private pure returns (Permission memory) {
        return Permission(CharterRules.ALLOW, 0xfe, _list(who));
    }

    /// @dev The event of an element that the pool's alias sends to MVM_DACMaster of MVM_RANGERS.
    function _emitEnqueued(uint256 queueIndex, bytes memory data) private {
        address from = AddressAlias.aliased(address(rangerPool));
        bytes32 hashBefore = ctc.queueHash(rangersChainId, queueIndex);
        bytes32 elementHash = keccak256(
            abi.encode(
                rangersChainId,
                queueIndex,
                from,
                from,
                L2Predeploys.MVM_DAC_MASTER,
                0,
                0,
                250_000,
                false,
                keccak256(data)
            )
        );
        emit ICTC.TransactionEnqueued(
            rangersChainId,
            queueIndex,
            from,
            from,
            L2Predeploys.MVM_DAC_MASTER,
            0,
            0,
            250_000,
            false,
            data,
            keccak256(abi.encode(hashBefore, elementHash))
        );
    }

    function _expectRefused(Parameters memory p, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IRangerPool.ParameterOutOfRange.selector, value));
        new RangerPool(p, metisToken, dacManager, ctc, scc, bridge, seeds, address(disputeGame));
    }

    function _assertMembers(uint256 l1BlockNumber, address[] memory expected) private view {
        address[] memory members = rangerPool.membersAt(l1BlockNumber, 0, 99);
        vm.assertEq(keccak256(abi.encode(members)), keccak256(abi.encode(expected)));
        vm.assertEq(rangerPool.memberCountAt(l1BlockNumber), expected.length);
    }

    function _list(address one) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = one;
    }

    function _list(address one, address two) private pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (one, two);
    }

    function _list(address one, address two, address three)
        private
        pure
        returns (address[] memory list)
    {
        list = new address[](3);
        (list[0], list[1], list[2]) = (one, two, three);
    }
}
