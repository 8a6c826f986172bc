// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDisputeGame} from "../../../src/l1/dispute/interfaces/IDisputeGame.sol";
import {DisputeTest} from "./DisputeTest.sol";

/// @notice Games about a machine whose states are what the test says they are.
abstract contract GameTest is DisputeTest {
    uint256 internal constant ROUNDS = 7;
    uint256 internal constant TRACE = 2 ** 38;

    /// @dev What an asserter posts for a round: made-up states, different at each position.
    function cutsOf(uint256 disputeId) internal view returns (bytes32[] memory cuts) {
        IDisputeGame.Segment memory whole = disputes.segment(disputeId);
        cuts = new bytes32[](whole.round == ROUNDS - 1 ? 3 : 63);
        uint256 length = lengthAt(whole.round) / (cuts.length + 1);
        for (uint256 i = 0; i < cuts.length; i++) {
            cuts[i] = keccak256(abi.encode("state", disputeId, whole.position + (i + 1) * length));
        }
    }

    /// @dev Steps of the segment of a round: 2^38, 2^32 … 2^2, 1.
    function lengthAt(uint256 round) internal pure returns (uint256) {
        return round == ROUNDS ? 1 : TRACE >> (6 * round);
    }

    function bisectAs(address who, uint256 disputeId, bytes32[] memory cuts) internal {
        IDisputeGame.Dispute memory game = disputes.dispute(disputeId);
        bool isFirst = game.defender == address(0)
            && disputes.defenceOf(chainId, game.asserter).defender == address(0);
        bytes32 named = disputes.segmentHash(disputeId);
        vm.prank(who);
        disputes.bisect{value: isFirst ? 0.1 ether : 0}(disputeId, named, cuts);
    }

    /// @dev One round: the asserter cuts, the challenger picks.
    function playRound(uint256 disputeId, uint256 part) internal {
        bytes32[] memory cuts = cutsOf(disputeId);
        bisectAs(disputes.dispute(disputeId).asserter, disputeId, cuts);
        pickAs(disputes.dispute(disputeId).challenger, disputeId, part, cuts);
    }

    function pickAs(address who, uint256 disputeId, uint256 part, bytes32[] memory cuts) internal {
        bytes32 named = disputes.segmentHash(disputeId);
        vm.prank(who);
        disputes.pick(disputeId, named, part, cuts);
    }

    /// @dev Rounds until one step is left, the last with a claim about that step that is right or wrong.
    function playToStep(uint256 disputeId, bool isRight) internal {
        for (uint256 round = 0; round < ROUNDS - 1; round++) {
            playRound(disputeId, 5 * round + 1);
        }
        bytes32[] memory cuts = cutsOf(disputeId);
        IDisputeGame.Segment memory whole = disputes.segment(disputeId);
        if (isRight) cuts[1] = stepped(cuts[0], whole.position + 1);
        bisectAs(disputes.dispute(disputeId).asserter, disputeId, cuts);
        pickAs(disputes.dispute(disputeId).challenger, disputeId, 1, cuts);
    }

    function stepped(bytes32 preHash, uint256 position) internal view returns (bytes32) {
        return executionManager.step(preHash, position, 0, "");
    }

    function phaseOf(uint256 disputeId) internal view returns (IDisputeGame.Phase) {
        return disputes.dispute(disputeId).phase;
    }

    function assertPhase(uint256 disputeId, IDisputeGame.Phase phase) internal view {
        vm.assertEq(uint256(phaseOf(disputeId)), uint256(phase));
    }

    function win(uint256 disputeId) internal {
        playToStep(disputeId, false);
        disputes.proveStep(disputeId, 0, "");
    }

    function lose(uint256 disputeId) internal {
        playToStep(disputeId, true);
        disputes.proveStep(disputeId, 0, "");
    }

    /// @dev Who is to move says nothing until its clock has run out.
    function timeOut(uint256 disputeId) internal {
        vm.warp(disputes.deadline(disputeId) + 1);
        disputes.claimTimeout(disputeId);
    }
}
