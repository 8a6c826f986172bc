// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDisputeGame} from "../../../src/l1/dispute/interfaces/IDisputeGame.sol";
import {MachineState} from "../../../src/l1/dispute/machine/Machine.sol";
import {GameTest} from "./GameTest.sol";

/// @notice The moves of one game, from the opening to the verdict.
contract DisputeMovesTest is GameTest {
    IDisputeGame.Phase private constant BISECTION = IDisputeGame.Phase.Bisection;
    IDisputeGame.Phase private constant SELECTION = IDisputeGame.Phase.Selection;
    IDisputeGame.Phase private constant STEP = IDisputeGame.Phase.Step;
    IDisputeGame.Phase private constant CHALLENGER_WON = IDisputeGame.Phase.ChallengerWon;
    IDisputeGame.Phase private constant ASSERTER_WON = IDisputeGame.Phase.AsserterWon;

    address private delegate = account("delegate");

    function setUp() public {
        deploy();
        fund(alice);
        fund(bob);
        fund(sequencer);
        fund(delegate);
        appendState(5); // state batch 1: blocks 1 to 5
        appendState(3); // state batch 2: blocks 6 to 8
        openAs(alice, opening(3));
    }

    // The ends of the trace

    function test_open_computesBothEndsOfTheTrace() public view {
        IDisputeGame.Segment memory whole = disputes.segment(0);
        vm.assertEq(whole.position, 0);
        vm.assertEq(whole.round, 0);
        vm.assertEq(whole.cutsHash, 0);
        bytes32 tag = keccak256("MVM machine state 1");
        // The parts' words, written out as the specification has them: 7 and 22.
        bytes32[] memory world = new bytes32[](7);
        world[0] = preimageOf(2).stateRoot;
        // The empty trie, and the bloom without bits.
        world[1] = keccak256(hex"80");
        world[5] = keccak256(new bytes(256));
        bytes32[] memory blockPart = new bytes32[](22);
        blockPart[0] = bytes32(chainId);
        blockPart[1] = bytes32(uint256(3));
        blockPart[7] = preimageOf(2).blockHash;
        blockPart[10] = ctcBatchOf(3);
        blockPart[11] = bytes32(uint256(2));
        vm.assertEq(
            whole.startHash,
            keccak256(
                abi.encode(
                    tag,
                    0,
                    keccak256(abi.encodePacked(world)),
                    keccak256(abi.encodePacked(blockPart)),
                    0,
                    0,
                    0
                )
            )
        );
        vm.assertEq(whole.endHash, keccak256(abi.encode(tag, 15, rootOf(3))));
        vm.assertEq(tag, MachineState.TAG);
    }

    function test_open_takesOnlyTheBatchThatContainsTheBlock() public {
        IDisputeGame.Opening memory said = opening(4);
        said.batchHash = ctcBatchOf(6);
        commitAs(alice, said);
        advance(1);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.BatchDoesNotContain.selector, said.batchHash, 4)
        );
        vm.prank(alice);
        disputes.open{value: 0.1 ether}(said);
    }

    // Rounds

    function test_sevenRoundsLeadToOneStep() public {
        uint256 position = 0;
        for (uint256 round = 0; round < 7; round++) {
            assertPhase(0, BISECTION);
            vm.assertEq(disputes.segment(0).round, round);
            bytes32[] memory cuts = cutsOf(0);
            vm.assertEq(cuts.length, round == 6 ? 3 : 63);
            vm.expectEmit(address(disputes));
            emit IDisputeGame.SegmentCut(0, round, position, sequencer, cuts);
            bisectAs(sequencer, 0, cuts);
            assertPhase(0, SELECTION);
            uint256 part = round == 6 ? 3 : 63 - round;
            position += part * (lengthAt(round) / (cuts.length + 1));
            pickAs(alice, 0, part, cuts);
            IDisputeGame.Segment memory left = disputes.segment(0);
            vm.assertEq(left.position, position);
            vm.assertEq(left.startHash, cuts[part - 1]);
            if (part < cuts.length) vm.assertEq(left.endHash, cuts[part]);
        }
        assertPhase(0, STEP);
        vm.assertLt(position, TRACE);
    }

    function test_theOuterEndsStayWhatL1Computed() public {
        IDisputeGame.Segment memory whole = disputes.segment(0);
        for (uint256 round = 0; round < 7; round++) {
            playRound(0, 0);
        }
        vm.assertEq(disputes.segment(0).startHash, whole.startHash);
        vm.assertEq(disputes.segment(0).position, 0);

        openAs(bob, opening(3));
        for (uint256 round = 0; round < 7; round++) {
            playRound(1, round == 6 ? 3 : 63);
        }
        vm.assertEq(disputes.segment(1).endHash, whole.endHash);
        vm.assertEq(disputes.segment(1).position, TRACE - 1);
    }

    function test_segmentHash_isAnotherOneInEachRound() public {
        // A trace that stands still from its second state on: the first part ends as the whole does.
        bytes32 before = disputes.segmentHash(0);
        bytes32[] memory cuts = cutsOf(0);
        for (uint256 i = 0; i < cuts.length; i++) {
            cuts[i] = disputes.segment(0).endHash;
        }
        bisectAs(sequencer, 0, cuts);
        pickAs(alice, 0, 0, cuts);
        vm.assertNotEq(disputes.segmentHash(0), before);
        vm.expectPartialRevert(IDisputeGame.SegmentMismatch.selector);
        vm.prank(sequencer);
        disputes.bisect(0, before, cuts);
    }

    function testFuzz_picksReachEveryPosition(uint256 position) public {
        position = bound(position, 0, TRACE - 1);
        for (uint256 round = 0; round < 7; round++) {
            uint256 shift = round == 6 ? 0 : 32 - 6 * round;
            playRound(0, (position >> shift) % (round == 6 ? 4 : 64));
        }
        vm.assertEq(disputes.segment(0).position, position);
    }

    function test_bisect_takesTheBondOnceFromAsserterOrDelegate() public {
        bytes32[] memory cuts = cutsOf(0);
        bytes32 named = disputes.segmentHash(0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongBond.selector, 0, 0.1 ether));
        vm.prank(sequencer);
        disputes.bisect(0, named, cuts);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.NotYourMove.selector, 0, delegate));
        vm.prank(delegate);
        disputes.bisect{value: 0.1 ether}(0, named, cuts);

        vm.expectEmit(address(disputes));
        emit IDisputeGame.DelegateSet(sequencer, delegate);
        vm.prank(sequencer);
        disputes.setDelegate(delegate);
        vm.assertEq(disputes.delegateOf(sequencer), delegate);
        vm.prank(delegate);
        disputes.bisect{value: 0.1 ether}(0, named, cuts);
        vm.assertEq(disputes.dispute(0).defender, delegate);
        vm.assertEq(disputes.defenceOf(chainId, sequencer).defender, delegate);
        vm.assertEq(address(disputes).balance, 0.2 ether);
        pickAs(alice, 0, 9, cuts);

        named = disputes.segmentHash(0);
        cuts = cutsOf(0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongBond.selector, 0.1 ether, 0));
        vm.prank(sequencer);
        disputes.bisect{value: 0.1 ether}(0, named, cuts);
        vm.prank(sequencer);
        disputes.bisect(0, named, cuts);
        vm.prank(sequencer);
        disputes.setDelegate(address(0));
        vm.assertEq(disputes.delegateOf(sequencer), address(0));
    }

    function test_bisect_oneBondAnswersForAllGamesOfTheChain() public {
        openAs(bob, opening(3));
        openAs(bob, opening(7)); // another state batch
        bisectAs(sequencer, 2, cutsOf(2));
        vm.assertEq(address(disputes).balance, 0.4 ether);
        bytes32[] memory cuts = cutsOf(0);
        bytes32 named = disputes.segmentHash(0);
        vm.startPrank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongBond.selector, 0.1 ether, 0));
        disputes.bisect{value: 0.1 ether}(0, named, cuts);
        disputes.bisect(0, named, cuts);
        disputes.bisect(1, disputes.segmentHash(1), cutsOf(1));
        vm.stopPrank();
        vm.assertEq(address(disputes).balance, 0.4 ether);
        vm.assertEq(disputes.defenceOf(chainId, sequencer).games, 3);
        // Games on another chain have nothing to do with it.
        vm.assertEq(disputes.defenceOf(rangersChainId, sequencer).games, 0);
        vm.assertEq(disputes.defenceOf(rangersChainId, sequencer).defender, address(0));
    }

    function test_bisect_refusesAnotherSegmentAndAnotherNumberOfCuts() public {
        bytes32[] memory cuts = cutsOf(0);
        bytes32 named = disputes.segmentHash(0);
        vm.startPrank(sequencer);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.SegmentMismatch.selector, bytes32(0), named)
        );
        disputes.bisect{value: 0.1 ether}(0, 0, cuts);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.CutCountMismatch.selector, 64, 63));
        disputes.bisect{value: 0.1 ether}(0, named, new bytes32[](64));
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.CutCountMismatch.selector, 3, 63));
        disputes.bisect{value: 0.1 ether}(0, named, new bytes32[](3));
        vm.stopPrank();
    }

    function test_pick_isTheChallengersAndOfWhatWasPosted() public {
        bytes32[] memory cuts = cutsOf(0);
        bytes32 named = disputes.segmentHash(0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongPhase.selector, 0, BISECTION));
        vm.prank(alice);
        disputes.pick(0, named, 0, cuts);
        bisectAs(sequencer, 0, cuts);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.NotYourMove.selector, 0, bob));
        vm.prank(bob);
        disputes.pick(0, named, 0, cuts);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.PartOutOfRange.selector, 64, 64));
        vm.prank(alice);
        disputes.pick(0, named, 64, cuts);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.SegmentMismatch.selector, bytes32(0), named)
        );
        vm.prank(alice);
        disputes.pick(0, 0, 0, cuts);
        cuts[7] = keccak256("other");
        vm.expectPartialRevert(IDisputeGame.CutsMismatch.selector);
        vm.prank(alice);
        disputes.pick(0, named, 0, cuts);
        vm.expectPartialRevert(IDisputeGame.CutsMismatch.selector);
        vm.prank(alice);
        disputes.pick(0, named, 0, new bytes32[](62));
    }

    function test_pick_countsInOneRoundOnly() public {
        bytes32[] memory cuts = cutsOf(0);
        bytes memory call = abi.encodeCall(IDisputeGame.pick, (0, disputes.segmentHash(0), 5, cuts));
        bisectAs(sequencer, 0, cuts);
        vm.prank(alice);
        (bool success,) = address(disputes).call(call);
        vm.assertTrue(success);
        // The asserter posts the same states again, which a part of the trace cannot have twice.
        bisectAs(sequencer, 0, cuts);
        vm.prank(alice);
        (success,) = address(disputes).call(call);
        vm.assertFalse(success);
        vm.assertEq(disputes.segment(0).round, 1);
    }

    // The step

    function test_proveStep_decidesByWhatComesOut() public {
        playToStep(0, true);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.DisputeDecided(0, ASSERTER_WON);
        vm.prank(stranger);
        disputes.proveStep(0, 0, "");
        assertPhase(0, ASSERTER_WON);

        openAs(bob, opening(3));
        playToStep(1, false);
        IDisputeGame.Segment memory last = disputes.segment(1);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.StepExecuted(1, last.position, 0, stepped(last.startHash, last.position));
        vm.prank(stranger);
        disputes.proveStep(1, 0, "");
        assertPhase(1, CHALLENGER_WON);
        // Decided is decided.
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongPhase.selector, 1, CHALLENGER_WON));
        disputes.proveStep(1, 0, "");
        vm.warp(block.timestamp + 1000);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongPhase.selector, 1, CHALLENGER_WON));
        disputes.claimTimeout(1);
        vm.assertEq(disputes.deadline(1), type(uint256).max);
    }

    function test_proveStep_aStepThatTheMachineRefusesDecidesNothing() public {
        playToStep(0, false);
        vm.expectRevert();
        disputes.proveStep(0, 1, "");
        vm.expectRevert();
        disputes.proveStep(0, 0, hex"00");
        assertPhase(0, STEP);
        // Nobody can prove it: the asserter's clock runs.
        vm.warp(disputes.deadline(0));
        vm.expectPartialRevert(IDisputeGame.ClockStillRuns.selector);
        disputes.claimTimeout(0);
        vm.warp(disputes.deadline(0) + 1);
        // As long as nobody has claimed it, the truth still counts.
        uint256 before = vm.snapshotState();
        disputes.proveStep(0, 0, "");
        assertPhase(0, CHALLENGER_WON);
        vm.revertToState(before);
        disputes.claimTimeout(0);
        assertPhase(0, CHALLENGER_WON);
    }

    function test_proveStep_comesLast() public {
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongPhase.selector, 0, BISECTION));
        disputes.proveStep(0, 0, "");
    }

    // Clocks

    function test_claimTimeout_theSilentSideLoses() public {
        uint256 end = disputes.deadline(0);
        vm.assertEq(end, block.timestamp + 60);
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.ClockStillRuns.selector, 0, end));
        disputes.claimTimeout(0);
        // Its last second is the asserter's.
        bytes32[] memory cuts = cutsOf(0);
        bisectAs(sequencer, 0, cuts);
        (uint256 asserterSeconds, uint256 challengerSeconds) = disputes.clockOf(0);
        vm.assertEq(asserterSeconds, 0);
        vm.assertEq(challengerSeconds, 60);
        vm.warp(block.timestamp + 61);
        bytes32 named = disputes.segmentHash(0);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.ClockRanOut.selector, 0, block.timestamp - 1)
        );
        vm.prank(alice);
        disputes.pick(0, named, 0, cuts);
        disputes.claimTimeout(0);
        assertPhase(0, ASSERTER_WON);
    }

    function test_claimTimeout_anAsserterWhoNeverMovesLoses() public {
        uint256 end = disputes.deadline(0);
        vm.warp(end + 1);
        bytes32[] memory cuts = cutsOf(0);
        bytes32 named = disputes.segmentHash(0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.ClockRanOut.selector, 0, end));
        vm.prank(sequencer);
        disputes.bisect{value: 0.1 ether}(0, named, cuts);
        disputes.claimTimeout(0);
        assertPhase(0, CHALLENGER_WON);
    }

    function test_clocks_giveWhoGetsTheTurnTheExtension() public {
        bytes32[] memory cuts = cutsOf(0);
        vm.warp(block.timestamp + 60);
        bisectAs(sequencer, 0, cuts);
        // The challenger uses all of its own, too.
        vm.warp(block.timestamp + 60);
        pickAs(alice, 0, 0, cuts);
        for (uint256 round = 1; round < 7; round++) {
            cuts = cutsOf(0);
            vm.assertEq(disputes.deadline(0), block.timestamp + 5);
            vm.warp(block.timestamp + 5);
            bisectAs(sequencer, 0, cuts);
            vm.assertEq(disputes.deadline(0), block.timestamp + 5);
            vm.warp(block.timestamp + 5);
            pickAs(alice, 0, 0, cuts);
        }
        vm.assertEq(disputes.deadline(0), block.timestamp + 5);
    }

    function testFuzz_clocks_aGameEndsInBoundedTime(uint256[16] memory waits) public {
        uint256 start = block.timestamp;
        uint256 turns = 0;
        while (turns < 14) {
            vm.warp(
                block.timestamp + bound(waits[turns], 0, disputes.deadline(0) - block.timestamp)
            );
            bytes32[] memory cuts = cutsOf(0);
            bisectAs(sequencer, 0, cuts);
            vm.warp(
                block.timestamp + bound(waits[turns + 1], 0, disputes.deadline(0) - block.timestamp)
            );
            pickAs(alice, 0, 1, cuts);
            turns += 2;
        }
        // Two clocks, and an extension for each of 15 turns.
        vm.assertLe(disputes.deadline(0) - start, 2 * 60 + 15 * 5);
    }

    function test_gas_moves() public {
        bytes32[] memory cuts = cutsOf(0);
        bytes32 named = disputes.segmentHash(0);
        vm.prank(sequencer);
        vm.startSnapshotGas("DisputeGame", "bisect, first, 63 states");
        disputes.bisect{value: 0.1 ether}(0, named, cuts);
        vm.stopSnapshotGas();
        vm.prank(alice);
        vm.startSnapshotGas("DisputeGame", "pick of 64");
        disputes.pick(0, named, 40, cuts);
        vm.stopSnapshotGas();
    }

    function ctcBatchOf(uint256 blockNumber) private view returns (bytes32) {
        return opening(blockNumber).batchHash;
    }
}
