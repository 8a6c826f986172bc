// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDisputeGame} from "../../../src/l1/dispute/interfaces/IDisputeGame.sol";
import {
    IStateCommitmentChain as ISCC
} from "../../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";
import {GameTest} from "./GameTest.sol";

/// @notice The calls that invariant runs make: rangers who come and go, state batches, games and time.
contract DisputeHandler is GameTest {
    uint256 public opened;
    /// @dev How many games ended in each phase.
    mapping(IDisputeGame.Phase => uint256) public ended;
    /// @dev Whether a state batch was withdrawable at the end of some call.
    mapping(uint256 stateBatchIndex => bool) public wasWithdrawable;

    address[5] private _actors;
    address[2] private _asserters;
    /// @dev Wei that each actor has not fetched yet, by what the specification says of each outcome.
    mapping(address actor => uint256) private _owed;
    /// @dev Who has posted the bond that an asserter answers with; zero while nobody has.
    mapping(address asserter => address) private _poster;
    mapping(uint256 disputeId => address) private _firstMover;
    /// @dev The state batch that each deletion began with.
    mapping(uint256 stateBatchIndex => bool) private _isLost;
    bool private _isAsserting;
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
        address second = account("second");
        becomeSequencer(second);
        _asserters = [sequencer, second];
        _actors = [alice, bob, stranger, sequencer, second];
        for (uint256 i = 0; i < _actors.length; i++) {
            fund(_actors[i]);
            metisToken.transfer(_actors[i], 100 * MT);
            vm.prank(_actors[i]);
            metisToken.approve(address(rangerPool), type(uint256).max);
        }
        vm.prank(sequencer);
        disputes.setDelegate(bob);
        // The second one counts from then on.
        advance(60);
        (_blockNumber, _timestamp) = (block.number, block.timestamp);
    }

    function pass(uint256 blocks) external inTime {
        advance(bound(blocks, 1, 40));
    }

    function assertState(uint256 who, uint256 count) external inTime {
        address asserter = _asserters[who % 2];
        // A slashed sequencer comes back with what stake it has left, and counts some epochs later.
        if (pool.allocation(chainId, asserter).amount == 0 && pool.stakeOf(asserter) >= 100 * MT) {
            vm.prank(asserter);
            pool.allocate(chainId, 100 * MT);
            advance(60);
        }
        _isAsserting = true;
        try this.appendStateFromOutside(asserter, bound(count, 1, 20)) {} catch {}
        _isAsserting = false;
    }

    /// @dev A call of its own, so that what L1 refuses ends nothing; the runner calls it, too.
    function appendStateFromOutside(address who, uint256 count) external {
        if (_isAsserting) appendStateAs(who, count);
    }

    /// @dev A move, whoever's it is; `part` is arbitrary.
    function move(uint256 which, uint256 part, bool isRight) external inTime {
        uint256[] memory open = disputes.openDisputes(chainId);
        if (open.length == 0) return;
        uint256 id = open[which % open.length];
        IDisputeGame.Phase phase = phaseOf(id);
        if (phase > IDisputeGame.Phase.Step) return;
        if (block.timestamp > disputes.deadline(id)) {
            bool isLive = scc.isLive(chainId, disputes.dispute(id).stateBatchIndex);
            try disputes.claimTimeout(id) {
                vm.assertTrue(isLive);
            } catch {
                vm.assertFalse(isLive);
            }
        } else if (phase == IDisputeGame.Phase.Bisection) {
            bytes32[] memory cuts = cutsOf(id);
            IDisputeGame.Segment memory whole = disputes.segment(id);
            if (isRight && cuts.length == 3) cuts[1] = stepped(cuts[0], whole.position + 1);
            // The delegate of one of them is a challenger, too.
            address asserter = disputes.dispute(id).asserter;
            address mover = part % 2 == 1 && asserter == sequencer ? bob : asserter;
            _noteMover(id, mover);
            bisectAs(mover, id, cuts);
        } else if (phase == IDisputeGame.Phase.Selection) {
            _pickLastCuts(id, part);
        } else {
            disputes.proveStep(id, 0, "");
        }
    }

    /// @dev A whole game at once.
    function play(uint256 which, bool isRight) external inTime {
        uint256[] memory open = disputes.openDisputes(chainId);
        if (open.length == 0) return;
        uint256 id = open[which % open.length];
        if (phaseOf(id) != IDisputeGame.Phase.Bisection) return;
        if (disputes.segment(id).round != 0 || block.timestamp > disputes.deadline(id)) return;
        _noteMover(id, disputes.dispute(id).asserter);
        if (isRight) lose(id);
        else win(id);
    }

    function resolve(uint256 which) external inTime {
        uint256[] memory open = disputes.openDisputes(chainId);
        if (open.length == 0) return;
        uint256 id = open[which % open.length];
        uint256 index = disputes.dispute(id).stateBatchIndex;
        bool isLive = scc.isLive(chainId, index);
        bool isDecided = phaseOf(id) > IDisputeGame.Phase.Step;
        bool isFirst = index == _earliest();
        try disputes.resolve(id) {
            vm.assertTrue(!isLive || (isDecided && isFirst));
            ended[phaseOf(id)]++;
            _owe(id, isLive);
        } catch {
            vm.assertTrue(isLive && !(isDecided && isFirst));
        }
    }

    function withdraw(uint256 who) external inTime {
        address actor = _actors[who % 5];
        uint256 credit = disputes.creditOf(actor);
        uint256 before = actor.balance;
        vm.prank(actor);
        try disputes.withdraw() {
            vm.assertEq(actor.balance, before + credit);
            _owed[actor] = 0;
        } catch {
            vm.assertEq(credit, 0);
        }
    }

    function burnHeld(uint256 who) external inTime {
        address asserter = _asserters[who % 2];
        try disputes.burnHeld(chainId, asserter) {
            vm.assertTrue(scc.isSettled(chainId, asserter));
        } catch {}
    }

    function dispute(uint256 who, uint256 blockNumber) external inTime {
        uint256 next = scc.stateTip(chainId).nextBlock;
        if (next == 1) return;
        blockNumber = bound(blockNumber, 1, next - 1);
        uint256 index = batchOf(blockNumber);
        IDisputeGame.Opening memory said = opening(blockNumber);
        address actor = _actors[who % 5];
        commitAs(actor, said);
        advance(1);
        bool isPast = block.timestamp > scc.windowEnd(chainId, index);
        vm.prank(actor);
        try disputes.open{value: 0.1 ether}(said) {
            vm.assertFalse(isPast);
            opened++;
        } catch (bytes memory reason) {
            bytes4 expected =
                isPast ? IDisputeGame.WindowPassed.selector : IDisputeGame.AlreadyDisputed.selector;
            vm.assertEq(bytes32(bytes4(reason)), bytes32(expected));
        }
    }

    function join(uint256 who) external inTime {
        vm.prank(_actors[who % 5]);
        try rangerPool.join() {} catch {}
    }

    function leave(uint256 who) external inTime {
        vm.prank(_actors[who % 5]);
        try rangerPool.leave() {} catch {}
    }

    function unlock(uint256 who) external inTime {
        vm.prank(_actors[who % 5]);
        try rangerPool.unlock() {} catch {}
    }

    // What the invariants look at

    function checkDisputes() external inTime {
        vm.assertEq(disputes.disputeCount(), opened);
        vm.assertEq(disputes.earliestDisputed(chainId), _earliest());
        uint256 held = 0;
        uint256 unresolved = 0;
        for (uint256 i = 0; i < opened; i++) {
            IDisputeGame.Dispute memory kept = disputes.dispute(i);
            if (kept.isResolved) continue;
            unresolved++;
            held += kept.bond;
            // Behind each move of the asserter stands a bond.
            if (kept.defender != address(0) && scc.isLive(chainId, kept.stateBatchIndex)) {
                vm.assertNotEq(_poster[kept.asserter], address(0));
            }
        }
        vm.assertEq(disputes.openDisputes(chainId).length, unresolved);
        uint256 heldMt = 0;
        for (uint256 i = 0; i < 2; i++) {
            address asserter = _asserters[i];
            uint256 games = _unresolvedOf(asserter);
            vm.assertEq(disputes.defenceOf(chainId, asserter).defender, _poster[asserter]);
            vm.assertEq(disputes.defenceOf(chainId, asserter).games, games);
            heldMt += disputes.heldOf(chainId, asserter);
            if (_poster[asserter] == address(0)) continue;
            vm.assertGt(games, 0);
            held += 0.1 ether;
        }
        for (uint256 i = 0; i < _actors.length; i++) {
            vm.assertEq(disputes.creditOf(_actors[i]), _owed[_actors[i]]);
            held += _owed[_actors[i]];
        }
        vm.assertEq(address(disputes).balance, held);
        vm.assertEq(metisToken.balanceOf(address(disputes)), heldMt);
    }

    function checkStateBatches() external inTime {
        uint256 earliest = _earliest();
        for (uint256 i = 0; i < scc.stateTip(chainId).stateBatchCount; i++) {
            bool isWithdrawable = scc.isWithdrawable(chainId, i);
            if (i >= earliest) vm.assertFalse(isWithdrawable);
            if (wasWithdrawable[i]) vm.assertTrue(isWithdrawable);
        }
    }

    function checkRangers() external inTime {
        uint256 bonds = 0;
        uint256 members = 0;
        for (uint256 i = 0; i < _actors.length; i++) {
            bonds += rangerPool.ranger(_actors[i]).bond;
            if (rangerPool.isMember(_actors[i])) {
                members++;
                bool isStruck = rangerPool.strikesOf(_actors[i]) == 1;
                vm.assertGe(rangerPool.ranger(_actors[i]).bond, isStruck ? 5 * MT : 10 * MT);
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

    function _noteMover(uint256 id, address mover) private {
        if (_firstMover[id] != address(0)) return;
        _firstMover[id] = mover;
        address asserter = disputes.dispute(id).asserter;
        if (_poster[asserter] == address(0)) _poster[asserter] = mover;
    }

    /// @dev Notes what a resolved dispute brings to whom.
    function _owe(uint256 id, bool wasLive) private {
        IDisputeGame.Dispute memory kept = disputes.dispute(id);
        bool isAsserters = kept.phase == IDisputeGame.Phase.AsserterWon;
        _owed[isAsserters ? _firstMover[id] : kept.challenger] += 0.1 ether;
        if (isAsserters) vm.assertTrue(wasLive || _isLost[kept.stateBatchIndex]);
        bool isLost = wasLive && kept.phase == IDisputeGame.Phase.ChallengerWon;
        if (isLost) _isLost[kept.stateBatchIndex] = true;
        address poster = _poster[kept.asserter];
        bool isLast = _unresolvedOf(kept.asserter) == 0;
        if (poster == address(0) || !(isLost || isLast)) return;
        _owed[isLost ? kept.challenger : poster] += 0.1 ether;
        _poster[kept.asserter] = address(0);
    }

    function _unresolvedOf(address asserter) private view returns (uint256 games) {
        for (uint256 i = 0; i < opened; i++) {
            IDisputeGame.Dispute memory kept = disputes.dispute(i);
            if (kept.asserter == asserter && !kept.isResolved) games++;
        }
    }

    /// @dev By looking at all disputes, as the specification says it.
    function _earliest() private view returns (uint256 earliest) {
        earliest = type(uint256).max;
        for (uint256 i = 0; i < opened; i++) {
            IDisputeGame.Dispute memory kept = disputes.dispute(i);
            bool counts = !kept.isResolved && scc.isLive(chainId, kept.stateBatchIndex);
            if (counts && kept.stateBatchIndex < earliest) earliest = kept.stateBatchIndex;
        }
    }

    /// @dev The cuts are made up from the segment, which is still the one that they cut.
    function _pickLastCuts(uint256 id, uint256 part) private {
        bytes32[] memory cuts = cutsOf(id);
        IDisputeGame.Segment memory whole = disputes.segment(id);
        if (keccak256(abi.encodePacked(cuts)) != whole.cutsHash) {
            cuts[1] = stepped(cuts[0], whole.position + 1);
        }
        pickAs(disputes.dispute(id).challenger, id, part % (cuts.length + 1), cuts);
    }
}
