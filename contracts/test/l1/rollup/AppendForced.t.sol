// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {CanonicalTransactionChain} from "../../../src/l1/rollup/CanonicalTransactionChain.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L2Predeploys} from "../../../src/l1/rollup/L2Predeploys.sol";
import {Vm} from "../../Vm.sol";
import {L1Test} from "../L1Test.sol";

/// @notice Anybody appends what a sequencer left out.
contract AppendForcedTest is L1Test {
    function setUp() public {
        deploy();
    }

    function test_appendForced_takesWhatIsOverdueFromAnyone() public {
        append(nextBatch());
        bytes32 tip = ctc.chainTip(chainId).batchHash;
        enqueueAs(stranger, 21_000);
        advance(10);
        enqueueAs(stranger, 30_000);
        advance(5);
        bytes32 head = blockhash(block.number - 1);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ICTC.NothingOverdue.selector, chainId));
        ctc.appendForced(chainId, block.number - 1, head);

        advance(1);
        ICTC.BatchCommitment memory expected = ICTC.BatchCommitment({
            prevBatchHash: tip,
            chainId: chainId,
            firstBlock: 2,
            blockCount: 1,
            queueStart: 1,
            queueEnd: 3,
            queueHashStart: ctc.queueHash(chainId, 1),
            queueHashEnd: ctc.queueHash(chainId, 3),
            originNumber: block.number - 1,
            originHash: blockhash(block.number - 1),
            producer: L2Predeploys.FEE_VAULT,
            feeScalar: 100_000_000,
            payloadHash: keccak256("")
        });
        vm.recordLogs();
        vm.prank(stranger);
        ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[3], keccak256(abi.encode(expected)));
        vm.assertEq(logs[0].data, _eventData(expected, stranger, true));
        vm.assertEq(ctc.chainTip(chainId).nextBlock, 3);
        vm.assertFalse(ctc.isOverdue(chainId));
    }

    function test_appendForced_setsTheCharterOfADACWithoutSequencer() public {
        advance(15);
        ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
        vm.assertEq(ctc.chainTip(chainId).queueStart, 1);
    }

    function test_appendForced_revertsOnAnOriginBeforeTheElement() public {
        append(nextBatch());
        advance(5);
        enqueueAs(stranger, 21_000);
        uint256 before = block.number - 1;
        bytes32 hash = blockhash(before);
        advance(16);
        vm.expectRevert(abi.encodeWithSelector(ICTC.NothingToConsume.selector, chainId, before));
        ctc.appendForced(chainId, before, hash);
        vm.expectPartialRevert(ICTC.OriginHashMismatch.selector);
        ctc.appendForced(chainId, before + 1, hash);
        vm.expectPartialRevert(ICTC.OriginOutOfRange.selector);
        ctc.appendForced(chainId, block.number, hash);
        ctc.appendForced(chainId, before + 1, blockhash(before + 1));
    }

    function test_appendForced_worksThroughAFloodedQueue() public {
        append(nextBatch());
        for (uint256 i = 0; i < 150; i++) {
            enqueueAs(stranger, 21_000);
        }
        advance(16);
        for (uint256 end = 65; end < 151; end += 64) {
            ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
            vm.assertEq(ctc.chainTip(chainId).queueStart, end);
        }
        ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
        vm.assertEq(ctc.chainTip(chainId).queueStart, 151);
        vm.assertEq(ctc.oldestPendingL1Block(chainId), 0);
        vm.expectRevert(abi.encodeWithSelector(ICTC.NothingOverdue.selector, chainId));
        ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
    }

    function test_gas_appendForced() public {
        append(nextBatch());
        for (uint256 i = 0; i < 64; i++) {
            enqueueAs(stranger, 21_000);
        }
        advance(16);
        bytes32 hash = blockhash(block.number - 1);
        vm.startSnapshotGas("CanonicalTransactionChain", "appendForced, 64 elements");
        ctc.appendForced(chainId, block.number - 1, hash);
        vm.stopSnapshotGas();
    }

    function _eventData(ICTC.BatchCommitment memory c, address poster, bool isForced)
        private
        pure
        returns (bytes memory)
    {
        return bytes.concat(
            abi.encode(c.prevBatchHash, c.firstBlock, c.blockCount, c.queueStart, c.queueEnd),
            abi.encode(c.queueHashStart, c.queueHashEnd, c.originNumber, c.originHash),
            abi.encode(c.producer, c.feeScalar, c.payloadHash, poster, isForced)
        );
    }
}
