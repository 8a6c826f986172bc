// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDisputeGame} from "../../../src/l1/dispute/interfaces/IDisputeGame.sol";
import {GameTest} from "./GameTest.sol";

/// @notice What verdicts do to state batches, bonds and members.
contract DisputeOutcomeTest is GameTest {
    function setUp() public {
        deploy();
        fund(alice);
        fund(bob);
        fund(sequencer);
        appendState(5); // state batch 1: blocks 1 to 5
        appendState(3); // state batch 2: blocks 6 to 8
        appendState(4); // state batch 3: blocks 9 to 12
        openAs(alice, opening(7)); // dispute 0: state batch 2
    }

    function test_resolve_aWonGameDeletesAndPays() public {
        win(0);
        // Decided, not yet resolved: everything still waits.
        vm.assertTrue(scc.isLive(chainId, 2));
        vm.assertEq(disputes.earliestDisputed(chainId), 2);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.DisputeResolved(0, IDisputeGame.Phase.ChallengerWon, 100 * MT, 30 * MT);
        vm.prank(stranger);
        disputes.resolve(0);
        vm.assertTrue(scc.isLive(chainId, 1));
        vm.assertFalse(scc.isLive(chainId, 2));
        vm.assertFalse(scc.isLive(chainId, 3));
        vm.assertEq(scc.stateTip(chainId).nextBlock, 6);
        vm.assertEq(disputes.earliestDisputed(chainId), type(uint256).max);
        vm.assertEq(disputes.openDisputes(chainId).length, 0);

        vm.assertEq(disputes.creditOf(alice), 0.2 ether);
        vm.assertEq(metisToken.balanceOf(alice), 30 * MT);
        vm.assertEq(disputes.heldOf(chainId, sequencer), 70 * MT);
        vm.assertEq(pool.stakeOf(sequencer), 900 * MT);
        vm.assertEq(pool.allocation(chainId, sequencer).bond, 0);

        uint256 before = alice.balance;
        vm.prank(alice);
        disputes.withdraw();
        vm.assertEq(alice.balance, before + 0.2 ether);
        vm.assertEq(address(disputes).balance, 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.NothingToWithdraw.selector, alice));
        vm.prank(alice);
        disputes.withdraw();
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.AlreadyResolved.selector, 0));
        disputes.resolve(0);
    }

    function test_resolve_aGameWonAfterTheWindowDeletesToo() public {
        win(0);
        vm.warp(scc.windowEnd(chainId, 2) + 1);
        vm.assertFalse(scc.isWithdrawable(chainId, 2));
        disputes.resolve(0);
        vm.assertFalse(scc.isLive(chainId, 2));
    }

    function test_resolve_aLostGamePaysTheAsserterAndTheBatchStands() public {
        lose(0);
        disputes.resolve(0);
        vm.assertTrue(scc.isLive(chainId, 3));
        vm.assertEq(disputes.creditOf(sequencer), 0.2 ether);
        vm.assertEq(disputes.creditOf(alice), 0);
        vm.assertEq(pool.stakeOf(sequencer), 1000 * MT);
        vm.assertEq(disputes.earliestDisputed(chainId), type(uint256).max);
        advance(200);
        vm.assertTrue(scc.isWithdrawable(chainId, 3));
        // The same challenger about the same block again: not a second time.
        vm.assertEq(disputes.openDisputes(chainId).length, 0);
    }

    function test_resolve_anAsserterWhoNeverMovedHasNoBondToGive() public {
        timeOut(0);
        disputes.resolve(0);
        vm.assertEq(disputes.creditOf(alice), 0.1 ether);
        vm.assertFalse(scc.isLive(chainId, 2));
        vm.assertEq(metisToken.balanceOf(alice), 30 * MT);
    }

    function test_resolve_waitsForEarlierDisputes() public {
        openAs(bob, opening(2)); // dispute 1: state batch 1
        win(0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.EarlierDisputeOpen.selector, 0, 1));
        disputes.resolve(0);
        lose(1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.EarlierDisputeOpen.selector, 0, 1));
        disputes.resolve(0);
        disputes.resolve(1);
        disputes.resolve(0);
        vm.assertTrue(scc.isLive(chainId, 1));
        vm.assertFalse(scc.isLive(chainId, 2));
    }

    function test_resolve_whatFellWithAnEarlierBatchEndsWithoutAWinner() public {
        openAs(bob, opening(2)); // dispute 1: state batch 1
        openAs(bob, opening(10)); // dispute 2: state batch 3, the asserter does not move
        lose(0);
        win(1);
        disputes.resolve(1);
        vm.assertEq(scc.stateTip(chainId).nextBlock, 1);
        disputes.resolve(0);
        disputes.resolve(2);
        assertPhase(0, IDisputeGame.Phase.Void);
        assertPhase(2, IDisputeGame.Phase.Void);
        vm.assertEq(disputes.creditOf(alice), 0.1 ether);
        vm.assertEq(disputes.creditOf(sequencer), 0);
        vm.assertEq(disputes.creditOf(bob), 0.3 ether);
        vm.assertEq(metisToken.balanceOf(bob), 30 * MT);
        vm.assertEq(disputes.openDisputes(chainId).length, 0);
        vm.assertEq(address(disputes).balance, 0.4 ether);
    }

    function test_resolve_whatFellHoldsNothingUp() public {
        openAs(bob, opening(2));
        win(1);
        disputes.resolve(1);
        // Dispute 0 is still there, about a state batch that is not.
        vm.assertEq(disputes.openDisputes(chainId).length, 1);
        vm.assertEq(disputes.earliestDisputed(chainId), type(uint256).max);
        becomeSequencer(bob);
        vm.roll(block.number + 100);
        vm.prank(sequencer);
        pool.allocate(chainId, 100 * MT);
        appendStateAs(bob, 4);
        advance(200);
        vm.assertTrue(scc.isWithdrawable(chainId, 4));
    }

    function test_resolve_theAssertersBondIsWonOnce() public {
        openAs(bob, opening(7));
        openAs(bob, opening(8));
        win(0);
        win(1);
        lose(2);
        vm.assertEq(address(disputes).balance, 0.4 ether);
        disputes.resolve(1);
        disputes.resolve(0);
        disputes.resolve(2);
        // Its own bond, which has no winner any more.
        vm.assertEq(disputes.creditOf(alice), 0.1 ether);
        vm.assertEq(disputes.creditOf(bob), 0.2 ether);
        // What the asserter had won about that state batch stays its own.
        vm.assertEq(disputes.creditOf(sequencer), 0.1 ether);
        vm.assertEq(disputes.defenceOf(chainId, sequencer).games, 0);
        // One state batch is lost once.
        vm.assertEq(metisToken.balanceOf(bob), 30 * MT);
        vm.assertEq(metisToken.balanceOf(alice), 0);
        assertPhase(0, IDisputeGame.Phase.ChallengerWon);
    }

    function test_resolve_whoWinsByTheAssertersSilenceHasTheBondOfOtherGames() public {
        openAs(bob, opening(2)); // dispute 1: state batch 1
        bisectAs(sequencer, 0, cutsOf(0));
        timeOut(1);
        disputes.resolve(1);
        vm.assertEq(disputes.creditOf(bob), 0.2 ether);
        disputes.resolve(0);
        assertPhase(0, IDisputeGame.Phase.Void);
        vm.assertEq(disputes.creditOf(alice), 0.1 ether);
        vm.assertEq(disputes.creditOf(sequencer), 0);
    }

    /// @dev Opened at once on one state batch and on an earlier one, more than the asserter has ETH for: with one bond
    /// it plays all of them, and nobody gets a bond back by saying nothing.
    function test_manyGamesDoNotTakeMoreThanOneBondAndTheSilentLoseTheirs() public {
        for (uint256 i = 0; i < 3; i++) {
            openAs(bob, opening(6 + i));
        }
        for (uint256 i = 0; i < 3; i++) {
            openAs(bob, opening(2 + i));
        }
        vm.deal(sequencer, 0.1 ether);
        for (uint256 id = 0; id < 7; id++) {
            bisectAs(sequencer, id, cutsOf(id));
        }
        vm.assertEq(sequencer.balance, 0);
        vm.warp(block.timestamp + 61);
        for (uint256 id = 0; id < 7; id++) {
            disputes.claimTimeout(id);
        }
        for (uint256 id = 7; id > 0; id--) {
            disputes.resolve(id - 1);
        }
        vm.assertTrue(scc.isLive(chainId, 3));
        vm.assertEq(disputes.creditOf(sequencer), 0.8 ether);
        vm.assertEq(disputes.creditOf(alice) + disputes.creditOf(bob), 0);
        vm.assertEq(pool.stakeOf(sequencer), 1000 * MT);
    }

    /// @dev Whoever has shown a lie need not go on about it in the games that are left: nobody wins by a clock then.
    function test_claimTimeout_countsNoClockOnceTheStateBatchFell() public {
        openAs(bob, opening(7)); // dispute 1
        bisectAs(sequencer, 1, cutsOf(1));
        win(0);
        disputes.resolve(0);
        vm.warp(disputes.deadline(1) + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.NotDisputable.selector, chainId, 2));
        disputes.claimTimeout(1);
        disputes.resolve(1);
        assertPhase(1, IDisputeGame.Phase.Void);
        vm.assertEq(disputes.creditOf(bob), 0.1 ether);
        vm.assertEq(disputes.creditOf(sequencer), 0);
    }

    // The asserter's bond

    function test_defence_tellsWhoPostsItAndWhoHasItBack() public {
        address delegate = account("delegate");
        fund(delegate);
        vm.prank(sequencer);
        disputes.setDelegate(delegate);
        bytes32[] memory cuts = cutsOf(0);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.AsserterBondPosted(chainId, sequencer, delegate, 0.1 ether);
        bisectAs(delegate, 0, cuts);
        vm.warp(block.timestamp + 61);
        disputes.claimTimeout(0);
        openAs(bob, opening(8));
        // Another game is left.
        vm.recordLogs();
        disputes.resolve(0);
        vm.assertEq(vm.getRecordedLogs().length, 1);
        lose(1);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.AsserterBondFreed(chainId, sequencer, delegate, 0.1 ether);
        disputes.resolve(1);
    }

    function test_defence_tellsWhoWinsIt() public {
        openAs(bob, opening(2)); // dispute 1: state batch 1
        bisectAs(sequencer, 0, cutsOf(0));
        timeOut(1);
        vm.expectEmit(address(disputes));
        emit IDisputeGame.AsserterBondTaken(chainId, sequencer, bob, 1, 0.1 ether);
        disputes.resolve(1);
        // There is nothing to be freed any more.
        vm.recordLogs();
        disputes.resolve(0);
        vm.assertEq(vm.getRecordedLogs().length, 1);
    }

    /// @dev Dispute 1 is opened about the same state batch, and is left when dispute 0 has been decided and resolved.
    function resolveFirstOfTwo(function(uint256) internal decide) internal {
        openAs(bob, opening(8));
        decide(0);
        disputes.resolve(0);
        vm.assertEq(disputes.defenceOf(chainId, sequencer).games, 1);
    }

    function test_defence_stopsWhenTheLastGameIsResolved() public {
        resolveFirstOfTwo(lose);
        vm.assertEq(disputes.creditOf(sequencer), 0.1 ether);
        // It answers for a game opened later, too.
        openAs(alice, opening(12));
        bisectAs(sequencer, 2, cutsOf(2));
        lose(1);
        disputes.resolve(1);
        vm.assertEq(disputes.creditOf(sequencer), 0.2 ether);
        vm.assertEq(disputes.defenceOf(chainId, sequencer).defender, sequencer);
        timeOut(2);
        disputes.resolve(2);
        vm.assertEq(disputes.creditOf(sequencer), 0.4 ether);
        vm.assertEq(disputes.defenceOf(chainId, sequencer).defender, address(0));
        // From then on a new one is due.
        openAs(alice, opening(3));
        bytes32 named = disputes.segmentHash(3);
        bytes32[] memory cuts = cutsOf(3);
        vm.startPrank(sequencer);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.WrongBond.selector, 0, 0.1 ether));
        disputes.bisect(3, named, cuts);
        disputes.bisect{value: 0.1 ether}(3, named, cuts);
        vm.stopPrank();
        vm.assertEq(address(disputes).balance, 0.6 ether);
    }

    function test_defence_goesBackToWhoPostedItAndEachGameToWhoBeganIt() public {
        openAs(alice, opening(8));
        address delegate = account("delegate");
        fund(delegate);
        vm.prank(sequencer);
        disputes.setDelegate(delegate);
        bisectAs(delegate, 0, cutsOf(0));
        lose(1);
        timeOut(0);
        disputes.resolve(0);
        vm.assertEq(disputes.creditOf(delegate), 0.1 ether);
        disputes.resolve(1);
        vm.assertEq(disputes.creditOf(sequencer), 0.1 ether);
        vm.assertEq(disputes.creditOf(delegate), 0.2 ether);
    }

    function test_defence_isPostedAnewWhileOtherGamesOfALostBatchAreNotResolved() public {
        resolveFirstOfTwo(win);
        vm.assertEq(disputes.creditOf(alice), 0.2 ether);
        openAs(bob, opening(2)); // dispute 2: state batch 1, which stands
        bisectAs(sequencer, 2, cutsOf(2));
        vm.assertEq(disputes.defenceOf(chainId, sequencer).defender, sequencer);
        // Dispute 1 fell. It takes nothing with it.
        disputes.resolve(1);
        vm.assertEq(disputes.creditOf(bob), 0.1 ether);
        vm.assertEq(disputes.creditOf(sequencer), 0);
        timeOut(2);
        disputes.resolve(2);
        vm.assertEq(disputes.creditOf(sequencer), 0.2 ether);
        vm.assertEq(address(disputes).balance, 0.5 ether);
    }

    function test_defence_eachAsserterHasItsOwn() public {
        win(0);
        disputes.resolve(0);
        vm.prank(alice);
        disputes.withdraw();
        becomeSequencer(bob);
        vm.roll(block.number + 100);
        appendStateAs(bob, 2); // state batch 4: blocks 6 and 7
        openAs(alice, opening(6)); // dispute 1: bob's
        openAs(alice, opening(3)); // dispute 2: state batch 1, the sequencer's
        bisectAs(bob, 1, cutsOf(1));
        win(2);
        vm.assertEq(address(disputes).balance, 0.4 ether);
        disputes.resolve(2);
        // Bob's fell with it, and nobody has won his bond.
        vm.assertEq(disputes.creditOf(alice), 0.2 ether);
        vm.assertEq(disputes.defenceOf(chainId, sequencer).games, 0);
        vm.assertEq(disputes.defenceOf(chainId, bob).defender, bob);
        disputes.resolve(1);
        vm.assertEq(disputes.creditOf(alice), 0.3 ether);
        vm.assertEq(disputes.creditOf(bob), 0.1 ether);
        vm.assertEq(disputes.creditOf(sequencer), 0);
        vm.assertEq(disputes.defenceOf(chainId, bob).defender, address(0));
    }

    function test_defence_whoDisputesItselfGainsNothing() public {
        IDisputeGame.Opening memory said = opening(8);
        openAs(sequencer, said);
        win(1);
        disputes.resolve(1);
        disputes.resolve(0);
        vm.assertEq(disputes.creditOf(sequencer), 0.2 ether);
        vm.assertEq(disputes.creditOf(alice), 0.1 ether);
        vm.assertEq(address(disputes).balance, 0.3 ether);
        // 30 % of what it had at stake is all that it has kept.
        vm.assertEq(disputes.heldOf(chainId, sequencer), 70 * MT);
    }

    function test_resolve_furtherWinnersShareWhatIsHeld() public {
        win(0);
        disputes.resolve(0);
        openAs(bob, opening(2));
        win(1);
        disputes.resolve(1);
        // 30 % of 70.
        vm.assertEq(metisToken.balanceOf(bob), 21 * MT);
        vm.assertEq(disputes.heldOf(chainId, sequencer), 49 * MT);
    }

    function test_burnHeld_onceTheAsserterIsSettled() public {
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.NothingHeld.selector, chainId, sequencer)
        );
        disputes.burnHeld(chainId, sequencer);
        win(0);
        disputes.resolve(0);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeGame.AsserterNotSettled.selector, chainId, sequencer)
        );
        disputes.burnHeld(chainId, sequencer);
        advance(200);
        uint256 supply = metisToken.totalSupply();
        disputes.burnHeld(chainId, sequencer);
        vm.assertEq(metisToken.totalSupply(), supply - 70 * MT);
        vm.assertEq(metisToken.balanceOf(address(disputes)), 0);
        vm.assertEq(disputes.heldOf(chainId, sequencer), 0);
    }

    function test_resolve_strikesARangerWhoLost() public {
        metisToken.transfer(alice, 10 * MT);
        vm.startPrank(alice);
        metisToken.approve(address(rangerPool), 10 * MT);
        rangerPool.join();
        vm.stopPrank();
        uint256 supply = metisToken.totalSupply();
        lose(0);
        disputes.resolve(0);
        vm.assertEq(rangerPool.ranger(alice).bond, 5 * MT);
        vm.assertEq(rangerPool.strikesOf(alice), 1);
        vm.assertTrue(rangerPool.isMember(alice));
        vm.assertEq(metisToken.totalSupply(), supply - 5 * MT);

        openAs(alice, opening(12));
        lose(1);
        disputes.resolve(1);
        vm.assertEq(rangerPool.ranger(alice).bond, 0);
        vm.assertFalse(rangerPool.isMember(alice));
        vm.assertEq(rangerPool.memberCount(), 0);
        vm.assertEq(metisToken.totalSupply(), supply - 10 * MT);
    }

    function test_resolve_isNotBeforeTheVerdict() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeGame.WrongPhase.selector, 0, IDisputeGame.Phase.Bisection
            )
        );
        disputes.resolve(0);
        vm.expectRevert(abi.encodeWithSelector(IDisputeGame.UnknownDispute.selector, 1));
        disputes.resolve(1);
    }

    function test_resolve_aChallengerThatTakesNoETHKeepsNobodyFromTheEnd() public {
        // The verdict never calls a side.
        vm.etch(alice, hex"fe");
        win(0);
        disputes.resolve(0);
        vm.assertEq(disputes.creditOf(alice), 0.2 ether);
    }

    function test_gas_resolve() public {
        win(0);
        vm.startSnapshotGas("DisputeGame", "resolve, won");
        disputes.resolve(0);
        vm.stopSnapshotGas();
    }
}
