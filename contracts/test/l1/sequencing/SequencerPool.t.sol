// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IEpochSeeds} from "../../../src/l1/sequencing/interfaces/IEpochSeeds.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {L1Test} from "../L1Test.sol";

contract SequencerPoolTest is L1Test {
    address[] private members;

    function setUp() public {
        deploy();
    }

    // Drawing

    function test_draw_hasALeaderAndThreeOrderedBackups() public {
        _addMembers(6);
        rollTo(2);
        vm.recordLogs();
        ISequencerPool.Selection memory made = pool.draw(chainId, 2);
        vm.assertEq(vm.getRecordedLogs()[0].topics[0], ISequencerPool.Drawn.selector);
        vm.assertTrue(made.isDrawn);
        address[4] memory drawn = [made.leader, made.backups[0], made.backups[1], made.backups[2]];
        for (uint256 i = 0; i < 4; i++) {
            vm.assertTrue(_isMember(drawn[i]));
            for (uint256 k = 0; k < i; k++) {
                vm.assertNotEq(drawn[i], drawn[k]);
            }
        }
        // Again it is the same, and nothing happens.
        vm.recordLogs();
        vm.assertEq(abi.encode(pool.draw(chainId, 2)), abi.encode(made));
        vm.assertEq(vm.getRecordedLogs().length, 0);
        vm.assertEq(abi.encode(pool.selection(chainId, 2)), abi.encode(made));
    }

    function test_draw_isImpossibleBeforeTheSeed() public {
        rollTo(2);
        uint256 source = seeds.startOf(3) - 4;
        vm.roll(source);
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedUnknown.selector, 3));
        pool.draw(chainId, 3);
        vm.roll(source + 1);
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedUnknown.selector, 3));
        pool.draw(chainId, 3);
        recordSeed(3, "randao");
        vm.assertEq(pool.draw(chainId, 3).leader, sequencer);
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedUnknown.selector, 4));
        pool.draw(chainId, 4);
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.UnknownChain.selector, 5));
        pool.draw(5, 3);
    }

    function testFuzz_draw_isTheSameWheneverItIsMade(bytes32 randao, uint256 later) public {
        _addMembers(6);
        rollTo(2);
        recordSeed(3, randao);
        uint256 id = vm.snapshotState();
        bytes memory early = abi.encode(pool.draw(chainId, 3));
        vm.revertToState(id);
        // Meanwhile everybody leaves, others come, and the threshold rises.
        for (uint256 i = 0; i < members.length; i++) {
            vm.prank(members[i]);
            pool.allocate(chainId, i % 2 * MT);
        }
        becomeSequencer(stranger);
        vm.prank(address(bridge));
        pool.recordEscrow(chainId, 40_000 * MT);
        vm.roll(block.number + bound(later, 0, 500));
        vm.assertEq(abi.encode(pool.draw(chainId, 3)), early);
    }

    function test_draw_ofTwoDACsHasDifferentLeaders() public {
        _addMembers(8);
        for (uint256 i = 0; i < members.length; i++) {
            vm.prank(members[i]);
            pool.allocate(rangersChainId, 100 * MT);
        }
        uint256 different = 0;
        for (uint256 epoch = 2; epoch < 66; epoch++) {
            rollTo(epoch);
            address leader = pool.draw(chainId, epoch).leader;
            if (leader != pool.draw(rangersChainId, epoch).leader) different++;
        }
        // 8/9 on average of 64, each by its own draw; the standard deviation is 2.5.
        vm.assertGe(different, 42);
    }

    function test_draw_withoutEligibleMembersLetsAnyAllocatorPost() public {
        ISequencerPool.Selection memory made = pool.draw(chainId, 0);
        vm.assertTrue(made.isDrawn);
        vm.assertEq(made.leader, address(0));
        vm.assertTrue(pool.mayPost(chainId, sequencer));
        vm.assertFalse(pool.mayPost(chainId, stranger));
        fundStake(stranger, 50 * MT);
        vm.startPrank(stranger);
        pool.allocate(chainId, 10 * MT - 1);
        vm.assertFalse(pool.mayPost(chainId, stranger));
        pool.allocate(chainId, 10 * MT);
        vm.assertTrue(pool.mayPost(chainId, stranger));
        vm.stopPrank();
        // The threshold is that of now.
        vm.prank(address(bridge));
        pool.recordEscrow(chainId, 1001 * MT);
        vm.assertFalse(pool.mayPost(chainId, stranger));
        vm.assertTrue(pool.mayPost(chainId, sequencer));
    }

    /// @dev 5,000 epochs: leaders and first backups as often as their weights say. The seeds are a fixed
    /// row, so the outcome is, too; the bounds are six standard deviations, which a correct draw exceeds
    /// once in 10^8 rows.
    function test_draw_isFairOver5000Epochs() public {
        // Weights 10, 20, 30 and, capped at four thresholds, 40 twice. Sum 140.
        uint256[5] memory amounts = [10 * MT, 20 * MT, 30 * MT, 40 * MT, 4000 * MT];
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        for (uint256 i = 0; i < 5; i++) {
            members.push(account(string.concat("fair ", vm.toString(i))));
            fundStake(members[i], amounts[i]);
            vm.prank(members[i]);
            pool.allocate(chainId, amounts[i]);
        }
        uint256[5] memory led;
        uint256[5] memory followed;
        for (uint256 epoch = 2; epoch < 5002; epoch++) {
            rollTo(epoch);
            seeds.settle(epoch);
            ISequencerPool.Selection memory made = pool.draw(chainId, epoch);
            for (uint256 i = 0; i < 5; i++) {
                if (made.leader == members[i]) led[i]++;
                if (made.backups[0] == members[i]) followed[i]++;
            }
        }
        uint256[5] memory weights = [uint256(10), 20, 30, 40, 40];
        for (uint256 i = 0; i < 5; i++) {
            uint256 asLeader = 5000 * weights[i] / 140;
            uint256 asBackup = 0;
            for (uint256 k = 0; k < 5; k++) {
                if (k == i) continue;
                asBackup += 5000 * weights[k] * weights[i] / (140 * (140 - weights[k]));
            }
            _assertClose(led[i], asLeader);
            _assertClose(followed[i], asBackup);
        }
    }

    // Posting

    function test_mayPost_leaderAtOnceBackupsByTakeover() public {
        _addMembers(6);
        rollTo(3);
        vm.assertFalse(pool.mayPost(chainId, sequencer));
        ISequencerPool.Selection memory made = pool.draw(chainId, 3);
        uint256 start = block.number;
        for (uint256 passed = 0; passed < 20; passed++) {
            vm.roll(start + passed);
            vm.assertTrue(pool.mayPost(chainId, made.leader));
            for (uint256 j = 1; j <= 3; j++) {
                vm.assertEq(pool.mayPost(chainId, made.backups[j - 1]), passed >= 5 * j);
            }
            vm.assertFalse(pool.mayPost(chainId, stranger));
            vm.assertFalse(pool.mayPost(chainId, address(0)));
        }
    }

    function test_mayPost_takeoverCountsFromTheLastSequencerBatch() public {
        _addMembers(6);
        rollTo(3);
        advance(1);
        ISequencerPool.Selection memory made = pool.draw(chainId, 3);
        append(made.leader);
        vm.assertEq(pool.lastBatchAt(chainId), block.number);
        enqueueAs(stranger, 21_000);
        advance(4);
        vm.assertFalse(pool.mayPost(chainId, made.backups[0]));
        advance(1);
        append(made.backups[0]);
        // Even for who has just taken over.
        vm.assertFalse(pool.mayPost(chainId, made.backups[0]));
        vm.assertTrue(pool.mayPost(chainId, made.leader));
        advance(5);
        vm.assertTrue(pool.mayPost(chainId, made.backups[0]));
    }

    function test_mayPost_takeoverIsNotHeldUpByForcedOrStateBatches() public {
        append(nextBatch());
        _addMembers(6);
        rollTo(2);
        enqueueAs(stranger, 21_000);
        rollTo(3);
        enqueueAs(stranger, 21_000);
        ISequencerPool.Selection memory made = pool.draw(chainId, 3);
        advance(4);
        uint256 before = pool.lastBatchAt(chainId);
        ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
        bytes32[] memory roots = new bytes32[](1);
        roots[0] = bytes32(uint256(1));
        bytes32 batchHash = ctc.chainTip(chainId).batchHash;
        vm.prank(made.leader, made.leader);
        vm.expectRevert();
        scc.appendStateBatch(chainId, 2, roots, batchHash);
        bytes32[] memory both = new bytes32[](2);
        (both[0], both[1]) = (roots[0], roots[0]);
        vm.prank(made.leader, made.leader);
        scc.appendStateBatch(chainId, 1, both, batchHash);
        vm.assertEq(pool.lastBatchAt(chainId), before);
        advance(1);
        vm.assertTrue(pool.mayPost(chainId, made.backups[0]));
    }

    function test_recordPost_revertsUntilTheEpochIsDrawn() public {
        rollTo(2);
        vm.prank(address(ctc));
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotDrawn.selector, chainId, 2));
        pool.recordPost(chainId, sequencer, false);
        // What is open to anyone who allocates the threshold needs no draw.
        vm.prank(address(scc));
        vm.assertEq(pool.recordPost(chainId, sequencer, true), 2);
        pool.draw(chainId, 2);
        vm.prank(address(ctc));
        vm.assertEq(pool.recordPost(chainId, sequencer, false), 2);
        vm.assertEq(pool.allocation(chainId, sequencer).lastPostAt, block.timestamp);
        vm.prank(address(ctc));
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.NotSelected.selector, chainId, stranger)
        );
        pool.recordPost(chainId, stranger, false);
    }

    function test_recordPost_revertsForOthersThanTheChains() public {
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotAuthorized.selector, sequencer));
        vm.prank(sequencer);
        pool.recordPost(chainId, sequencer, false);
    }

    // Endpoints

    function test_setEndpoint_keepsWhatItsOwnerSays() public {
        vm.startPrank(sequencer);
        vm.expectEmit(address(pool));
        emit ISequencerPool.EndpointSet(sequencer, "https://a.example:9545");
        pool.setEndpoint("https://a.example:9545");
        vm.assertEq(pool.endpointOf(sequencer), "https://a.example:9545");
        vm.assertEq(pool.endpointOf(stranger), "");
        pool.setEndpoint("");
        vm.assertEq(pool.endpointOf(sequencer), "");
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.EndpointTooLong.selector, 257, 256));
        pool.setEndpoint(string(new bytes(257)));
        vm.stopPrank();
    }

    // Gas

    function test_gas_draw() public {
        rollTo(2);
        vm.startSnapshotGas("SequencerPool", "draw, 1 member");
        pool.draw(chainId, 2);
        vm.stopSnapshotGas();
    }

    function test_gas_drawOf6Members() public {
        _addMembers(5);
        becomeProducer(stranger);
        rollTo(4);
        vm.startSnapshotGas("SequencerPool", "draw, 6 members and a producer");
        pool.draw(chainId, 4);
        vm.stopSnapshotGas();
    }

    function test_gas_drawOf64Members() public {
        _addMembers(63);
        rollTo(4);
        vm.startSnapshotGas("SequencerPool", "draw, 64 members");
        pool.draw(chainId, 4);
        vm.stopSnapshotGas();
    }

    function append(address who) private {
        appendAs(who, nextBatch());
    }

    /// @dev Members that allocate as much as the sequencer does.
    function _addMembers(uint256 count) private {
        if (members.length == 0) members.push(sequencer);
        for (uint256 i = 0; i < count; i++) {
            address member = account(string.concat("member ", vm.toString(members.length)));
            becomeSequencer(member);
            members.push(member);
        }
    }

    function _isMember(address who) private view returns (bool) {
        for (uint256 i = 0; i < members.length; i++) {
            if (members[i] == who) return true;
        }
        return false;
    }

    /// @dev Of 5,000: six standard deviations are no more than 213.
    function _assertClose(uint256 seen, uint256 expected) private pure {
        uint256 variance = expected * (5000 - expected) / 5000;
        uint256 deviation = seen > expected ? seen - expected : expected - seen;
        // Sums of rounded expectations may be 5 off.
        deviation = deviation > 5 ? deviation - 5 : 0;
        vm.assertLe(deviation * deviation, 36 * variance);
    }
}
