// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {
    ICanonicalTransactionChain as ICTC
} from "../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {
    IStateCommitmentChain as ISCC
} from "../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";
import {Test} from "../Test.sol";
import {RollupHandler} from "./RollupHandler.t.sol";

/// @notice What holds whatever sequence of calls users, sequencers and disputes make.
contract RollupInvariantTest is Test {
    RollupHandler private handler;

    function setUp() public {
        handler = new RollupHandler();
        targetContract(address(handler));
    }

    /// forge-config: default.invariant.runs = 24
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: deep.invariant.fail-on-revert = true
    function invariant_chainsStayWhole() public {
        _batchesAreContiguousAndConsumeWhatWasEnqueued();
        _onlyDisputesDeleteStateBatches();
        _withdrawableStaysWithdrawable();
        handler.forceWhatIsOverdue();
    }

    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: deep.invariant.fail-on-revert = true
    function invariant_moneyStaysWhereItBelongs() public view {
        _escrowsAreTheDeposits();
        _allocationsStayWithinTheStake();
    }

    function _batchesAreContiguousAndConsumeWhatWasEnqueued() private view {
        ICTC chain = handler.chain();
        for (uint256 i = 0; i < handler.chainCount(); i++) {
            uint256 id = handler.chainIds(i);
            ICTC.ChainTip memory tip = chain.chainTip(id);
            vm.assertLe(tip.queueStart, tip.queueLength);
            vm.assertEq(tip.queueLength, handler.enqueued(id));
            vm.assertEq(tip.batchCount, handler.batchCount(id));
            // Every batch that was ever appended, in order: none is ever lost, none leaves a gap.
            uint256 next = 1;
            for (uint256 k = 0; k < tip.batchCount; k++) {
                ICTC.BatchRecord memory record = chain.batch(handler.batchHashes(id, k));
                vm.assertEq(record.chainId, id);
                vm.assertEq(record.firstBlock, next);
                next += record.blockCount;
            }
            vm.assertEq(tip.nextBlock, next);
        }
    }

    function _onlyDisputesDeleteStateBatches() private view {
        ISCC chain = handler.stateChain();
        for (uint256 i = 0; i < handler.chainCount(); i++) {
            uint256 id = handler.chainIds(i);
            ISCC.StateTip memory tip = chain.stateTip(id);
            uint256 next = 0;
            uint256 live = 0;
            for (uint256 k = 0; k < tip.stateBatchCount; k++) {
                vm.assertEq(chain.isLive(id, k), !handler.isDeleted(id, k));
                if (!chain.isLive(id, k)) continue;
                ISCC.StateBatch memory kept = chain.stateBatch(id, k);
                vm.assertEq(kept.firstBlock, next);
                next += kept.rootCount;
                live++;
            }
            vm.assertEq(tip.nextBlock, next);
            vm.assertEq(tip.liveCount, live);
            vm.assertLe(tip.nextBlock, handler.chain().chainTip(id).nextBlock);
        }
    }

    function _withdrawableStaysWithdrawable() private {
        for (uint256 i = 0; i < handler.chainCount(); i++) {
            uint256 id = handler.chainIds(i);
            uint256 highest = handler.highestWithdrawable(id);
            if (handler.isGameOpen(id)) continue;
            vm.assertTrue(handler.isWithdrawable(id, highest));
        }
    }

    function _escrowsAreTheDeposits() private view {
        uint256 total = handler.parked();
        for (uint256 i = 0; i < handler.chainCount(); i++) {
            uint256 id = handler.chainIds(i);
            vm.assertEq(handler.escrow(id), handler.deposited(id));
            total += handler.deposited(id);
        }
        vm.assertEq(handler.bridgeBalance(), total);
    }

    function _allocationsStayWithinTheStake() private view {
        uint256 total = 0;
        for (uint256 i = 0; i < handler.actorCount(); i++) {
            (uint256 stake, uint256 allocated, uint256 sum) = handler.stakes(i);
            vm.assertLe(allocated, stake);
            vm.assertEq(allocated, sum);
            total += stake;
        }
        vm.assertEq(handler.poolBalance(), total);
    }
}
