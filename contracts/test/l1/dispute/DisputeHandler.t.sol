// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDisputeGame} from "../../../src/l1/dispute/interfaces/IDisputeGame.sol";
import {
    IStateCommitmentChain as ISCC
} from "../../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";
import {DisputeTest} from "./DisputeTest.sol";

/// @notice The calls that invariant runs make: rangers who come and go, state batches, disputes and time.
contract DisputeHandler is DisputeTest {
    uint256 public opened;
    uint256 public earliest = type(uint256).max;
    /// @dev Whether a state batch was withdrawable at the end of some call.
    mapping(uint256 stateBatchIndex => bool) public wasWithdrawable;

    address[4] private _actors;
    uint256 private _blockNumber;
    uint256 private _timestamp;

    /// @dev The runner forgets `roll` and `warp` at the end of each call.
    modifier inTime() {
        vm.roll(_blockNumber);
        vm.warp(_timestamp);
        _;
        for (uint256 i = 0; i < scc.stateTip(chainId).stateBatchCount; i++) {
            if (scc.isWithdrawable(chainId, i)) wasWithdrawable[i] = true;
        }
        (_blockNumber, _timestamp) = (block.number, block.timestamp);
    }

    constructor() {
        deploy();
        _actors = [alice, bob, stranger, sequencer];
        for (uint256 i = 0; i < 4; i++) {
            fund(_actors[i]);
            metisToken.transfer(_actors[i], 100 * MT);
            vm.prank(_actors[i]);
            metisToken.approve(address(rangerPool), type(uint256).max);
        }
        (_blockNumber, _timestamp) = (block.number, block.timestamp);
    }

    function pass(uint256 blocks) external inTime {
        advance(bound(blocks, 1, 40));
    }

    function assertState(uint256 count) external inTime {
        appendState(bound(count, 1, 20));
    }

    function dispute(uint256 who, uint256 blockNumber) external inTime {
        uint256 next = scc.stateTip(chainId).nextBlock;
        if (next == 1) return;
        blockNumber = bound(blockNumber, 1, next - 1);
        uint256 index = batchOf(blockNumber);
        IDisputeGame.Opening memory said = opening(blockNumber);
        address actor = _actors[who % 4];
        commitAs(actor, said);
        advance(1);
        bool isPast = block.timestamp > scc.windowEnd(chainId, index);
        vm.prank(actor);
        try disputeDoor.open{value: 0.1 ether}(said) {
            vm.assertFalse(isPast);
            opened++;
            if (index < earliest) earliest = index;
        } catch (bytes memory reason) {
            bytes4 expected =
                isPast ? IDisputeGame.WindowPassed.selector : IDisputeGame.AlreadyDisputed.selector;
            vm.assertEq(bytes32(bytes4(reason)), bytes32(expected));
        }
    }

    function join(uint256 who) external inTime {
        vm.prank(_actors[who % 4]);
        try rangerPool.join() {} catch {}
    }

    function leave(uint256 who) external inTime {
        vm.prank(_actors[who % 4]);
        try rangerPool.leave() {} catch {}
    }

    function unlock(uint256 who) external inTime {
        vm.prank(_actors[who % 4]);
        try rangerPool.unlock() {} catch {}
    }

    // What the invariants look at

    function checkDisputes() external inTime {
        vm.assertEq(disputeDoor.disputeCount(), opened);
        vm.assertEq(disputeDoor.openDisputes(chainId).length, opened);
        vm.assertEq(disputeDoor.earliestDisputed(chainId), earliest);
        uint256 bonds = 0;
        for (uint256 i = 0; i < opened; i++) {
            IDisputeGame.Dispute memory kept = disputeDoor.dispute(i);
            bonds += kept.bond;
            vm.assertGe(kept.stateBatchIndex, earliest);
        }
        vm.assertEq(address(disputeDoor).balance, bonds);
    }

    function checkStateBatches() external inTime {
        for (uint256 i = 0; i < scc.stateTip(chainId).stateBatchCount; i++) {
            bool isWithdrawable = scc.isWithdrawable(chainId, i);
            if (i >= earliest) vm.assertFalse(isWithdrawable);
            else if (wasWithdrawable[i]) vm.assertTrue(isWithdrawable);
        }
    }

    function checkRangers() external inTime {
        uint256 bonds = 0;
        uint256 members = 0;
        for (uint256 i = 0; i < 4; i++) {
            bonds += rangerPool.ranger(_actors[i]).bond;
            if (rangerPool.isMember(_actors[i])) {
                members++;
                vm.assertEq(rangerPool.ranger(_actors[i]).bond, 10 * MT);
            }
        }
        vm.assertEq(metisToken.balanceOf(address(rangerPool)), bonds);
        vm.assertEq(rangerPool.memberCount(), members);
        // Each member stands in the list once, at the place that is kept with it.
        vm.roll(block.number + 1);
        address[] memory list = rangerPool.membersAt(block.number, 0, 99);
        vm.assertEq(list.length, members);
        for (uint256 i = 0; i < list.length; i++) {
            vm.assertEq(rangerPool.ranger(list[i]).place, i + 1);
        }
        vm.roll(block.number - 1);
    }

    /// @dev Of every state batch whose draw is known: each segment has its checkers, all different.
    function checkDuties() external inTime {
        for (uint256 i = 1; i < scc.stateTip(chainId).stateBatchCount; i++) {
            if (!seeds.isKnown(rangerPool.drawEpoch(chainId, i))) continue;
            uint256 members = rangerPool.draw(chainId, i).memberCount;
            ISCC.StateBatch memory made = scc.stateBatch(chainId, i);
            address[][] memory duties = rangerPool.duties(chainId, i);
            vm.assertEq(duties.length, (uint256(made.rootCount) + 15) / 16);
            for (uint256 k = 0; k < duties.length; k++) {
                vm.assertEq(duties[k].length, members < 2 ? members : 2);
                if (duties[k].length == 2) vm.assertNotEq(duties[k][0], duties[k][1]);
            }
        }
    }
}
