// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Profile} from "../../../src/l1/dac/Profile.sol";
import {Parameters} from "../../../src/l1/Parameters.sol";
import {AddressAlias} from "../../../src/l1/rollup/AddressAlias.sol";
import {CanonicalTransactionChain} from "../../../src/l1/rollup/CanonicalTransactionChain.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L1History} from "../../../src/l1/rollup/L1History.sol";
import {L2Predeploys} from "../../../src/l1/rollup/L2Predeploys.sol";
import {PlainAccount} from "../../../src/l1/rollup/PlainAccount.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {Vm} from "../../Vm.sol";
import {L1Test} from "../L1Test.sol";

/// @notice An L1 contract that enqueues for itself.
contract Caller {
    function enqueue(ICTC ctc, uint256 chainId, address to) external returns (uint256) {
        return ctc.enqueue(chainId, to, 0, 21_000, "");
    }
}

contract CanonicalTransactionChainTest is L1Test {
    function setUp() public {
        deploy();
    }

    // The queue

    function testFuzz_enqueue_hashesTheElementAndChainsIt(
        address from,
        address to,
        uint256 value,
        uint256 gasLimit,
        bytes calldata data
    ) public {
        vm.assume(data.length <= ctc.MAX_ELEMENT_DATA());
        gasLimit = bound(gasLimit, 21_000 + 40 * data.length, ctc.MAX_QUEUE_GAS());
        bytes32 before = ctc.queueHash(chainId, 1);
        bytes32 elementHash = keccak256(
            abi.encode(chainId, 1, from, from, to, 0, value, gasLimit, false, keccak256(data))
        );
        bytes32 afterwards = keccak256(abi.encode(before, elementHash));

        vm.expectEmit(address(ctc));
        emit ICTC.TransactionEnqueued(
            chainId, 1, from, from, to, 0, value, gasLimit, false, data, afterwards
        );
        vm.prank(from, from);
        vm.assertEq(ctc.enqueue(chainId, to, value, gasLimit, data), 1);

        vm.assertEq(ctc.queueHash(chainId, 2), afterwards);
        ICTC.QueueRecord memory record = ctc.queueRecord(chainId, 1);
        vm.assertEq(record.queueHashAfter, afterwards);
        vm.assertEq(record.l1BlockNumber, block.number);
        vm.assertEq(record.gasThrough, 2 ** 24 + gasLimit);
        vm.assertEq(ctc.chainTip(chainId).queueLength, 2);
    }

    function test_enqueue_aliasesContractsAndNobodyElse() public {
        Caller caller = new Caller();
        vm.recordLogs();
        vm.prank(stranger, stranger);
        caller.enqueue(ctc, chainId, address(1));
        vm.assertEq(_lastEnqueuedFrom(), AddressAlias.aliased(address(caller)));
        vm.recordLogs();
        enqueueAs(stranger, 21_000);
        vm.assertEq(_lastEnqueuedFrom(), stranger);
    }

    function test_enqueue_revertsOutsideItsBounds() public {
        vm.startPrank(stranger, stranger);
        vm.expectRevert(abi.encodeWithSelector(ICTC.UnknownChain.selector, 5));
        ctc.enqueue(5, stranger, 0, 21_000, "");

        vm.expectRevert(
            abi.encodeWithSelector(ICTC.GasLimitOutOfRange.selector, 20_999, 21_000, 2 ** 24)
        );
        ctc.enqueue(chainId, stranger, 0, 20_999, "");
        vm.expectRevert(
            abi.encodeWithSelector(ICTC.GasLimitOutOfRange.selector, 21_079, 21_080, 2 ** 24)
        );
        ctc.enqueue(chainId, stranger, 0, 21_079, hex"0000");
        vm.expectRevert(
            abi.encodeWithSelector(ICTC.GasLimitOutOfRange.selector, 2 ** 24 + 1, 21_000, 2 ** 24)
        );
        ctc.enqueue(chainId, stranger, 0, 2 ** 24 + 1, "");

        bytes memory longest = new bytes(61_286);
        ctc.enqueue(chainId, stranger, 0, 21_000 + 40 * 61_286, longest);
        vm.expectRevert(abi.encodeWithSelector(ICTC.DataTooLong.selector, 61_287, 61_286));
        ctc.enqueue(chainId, stranger, 0, 2 ** 24, new bytes(61_287));
        vm.stopPrank();
    }

    function test_enqueue_burnsAThirtySecondOfItsGas() public {
        enqueueAs(stranger, 21_000);
        uint256 start = gasleft();
        enqueueAs(stranger, 32_000);
        uint256 cheap = start - gasleft();
        start = gasleft();
        enqueueAs(stranger, 2 ** 24);
        uint256 dear = start - gasleft();
        uint256 difference = (2 ** 24 - 32_000) / 32;
        vm.assertGe(dear - cheap, difference - 500);
        vm.assertLe(dear - cheap, difference + 500);
    }

    function test_enqueueDeposit_revertsForOthersThanTheBridge() public {
        vm.expectRevert(abi.encodeWithSelector(ICTC.NotAuthorized.selector, address(this)));
        ctc.enqueueDeposit(chainId, stranger, stranger, stranger, 1, 1, 21_000, "");
    }

    function test_openChain_revertsForOthersThanComCo() public {
        vm.expectRevert(abi.encodeWithSelector(ICTC.NotAuthorized.selector, address(this)));
        ctc.openChain(7, address(1), 21_000, "");
        vm.prank(address(comCo));
        vm.expectRevert(abi.encodeWithSelector(ICTC.ChainExists.selector, chainId));
        ctc.openChain(chainId, address(1), 21_000, "");
    }

    function test_openChain_setsWhereTheFirstBatchStarts() public view {
        ICTC.ChainTip memory tip = ctc.chainTip(chainId);
        vm.assertEq(tip.batchHash, bytes32(chainId));
        vm.assertEq(tip.nextBlock, 1);
        vm.assertEq(tip.queueStart, 0);
        vm.assertEq(tip.queueLength, 1);
        vm.assertEq(tip.originNumber, START_BLOCK);
        vm.assertEq(tip.feeScalar, 100_000_000);
        vm.assertEq(tip.batchCount, 0);
        vm.assertEq(ctc.queueHash(chainId, 0), bytes32(0));
    }

    // Batches

    function testFuzz_appendSequencerBatch_commitsToAllThatDecidesItsBlocks(
        uint256 blockCount,
        uint256 feeScalar,
        bytes calldata payload
    ) public {
        vm.assume(payload.length <= 65_536);
        advance(1);
        Batch memory made = nextBatch();
        made.blockCount = bound(blockCount, 1, 121);
        made.feeScalar = bound(feeScalar, 95_000_000, 105_000_000);
        made.payload = payload;
        ICTC.BatchCommitment memory expected = ICTC.BatchCommitment({
            prevBatchHash: bytes32(chainId),
            chainId: chainId,
            firstBlock: 1,
            blockCount: made.blockCount,
            queueStart: 0,
            queueEnd: 1,
            queueHashStart: bytes32(0),
            queueHashEnd: ctc.queueHash(chainId, 1),
            originNumber: block.number - 1,
            originHash: blockhash(block.number - 1),
            producer: L2Predeploys.FEE_VAULT,
            feeScalar: made.feeScalar,
            payloadHash: keccak256(payload)
        });
        bytes32 batchHash = keccak256(abi.encode(expected));
        drawNow(chainId);
        vm.recordLogs();
        append(made);

        // The event, decoded by hand: it has too many arguments for the compiler to check it.
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1);
        vm.assertEq(logs[0].topics[0], ICTC.TransactionBatchAppended.selector);
        vm.assertEq(logs[0].topics[1], bytes32(chainId));
        vm.assertEq(logs[0].topics[2], bytes32(0));
        vm.assertEq(logs[0].topics[3], batchHash);
        vm.assertEq(logs[0].data, _eventData(expected, sequencer, false));

        ICTC.BatchRecord memory record = ctc.batch(batchHash);
        vm.assertEq(record.chainId, chainId);
        vm.assertEq(record.firstBlock, 1);
        vm.assertEq(record.blockCount, made.blockCount);
        vm.assertEq(record.l1BlockNumber, block.number);
        ICTC.ChainTip memory tip = ctc.chainTip(chainId);
        vm.assertEq(tip.batchHash, batchHash);
        vm.assertEq(tip.nextBlock, 1 + made.blockCount);
        vm.assertEq(tip.queueStart, 1);
        vm.assertEq(tip.originNumber, block.number - 1);
        vm.assertEq(tip.feeScalar, made.feeScalar);
        vm.assertEq(tip.batchCount, 1);
    }

    function test_appendSequencerBatch_revertsForOthersThanTheSequencer() public {
        Batch memory made = nextBatch();
        bytes memory call = appendCall(made);
        vm.prank(stranger, stranger);
        vm.expectRevert(abi.encodeWithSelector(ISequencerPool.NotDrawn.selector, chainId, 0));
        this.forward(call);
        drawNow(chainId);
        vm.prank(stranger, stranger);
        vm.expectRevert(
            abi.encodeWithSelector(ISequencerPool.NotSelected.selector, chainId, stranger)
        );
        this.forward(call);
    }

    function test_appendSequencerBatch_revertsUnlessItIsTheTransaction() public {
        bytes memory call = appendCall(nextBatch());
        bytes memory reason =
            abi.encodeWithSelector(PlainAccount.CallerNotPlainAccount.selector, sequencer);
        // Called by the sequencer's key, but from within another account's transaction.
        vm.prank(sequencer, stranger);
        (bool success, bytes memory result) = address(ctc).call(call);
        vm.assertFalse(success);
        vm.assertEq(result, reason);
        // The sequencer's own transaction, but it delegates to code (EIP-7702).
        vm.etch(sequencer, abi.encodePacked(hex"ef0100", address(ctc)));
        vm.prank(sequencer, sequencer);
        (success, result) = address(ctc).call(call);
        vm.assertFalse(success);
        vm.assertEq(result, reason);
    }

    function test_appendSequencerBatch_revertsWhenAnotherCameFirst() public {
        Batch memory made = nextBatch();
        append(made);
        expectAppendRevert(
            made,
            abi.encodeWithSelector(
                ICTC.PrevBatchHashMismatch.selector,
                bytes32(chainId),
                ctc.chainTip(chainId).batchHash
            )
        );
        made = nextBatch();
        made.chainId = 5;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.UnknownChain.selector, 5));
    }

    function test_appendSequencerBatch_revertsOnAPayloadTooLong() public {
        Batch memory made = nextBatch();
        made.payload = new bytes(65_537);
        expectAppendRevert(
            made, abi.encodeWithSelector(ICTC.PayloadTooLong.selector, 65_537, 65_536)
        );
        made.payload = new bytes(65_536);
        append(made);
    }

    function test_appendSequencerBatch_bindsTheOrigin() public {
        advance(300);
        uint256 head = block.number - 1;
        Batch memory made = nextBatch();
        made.originNumber = block.number;
        expectAppendRevert(made, _originOutOfRange(made.originNumber, block.number - 200));
        made.originNumber = block.number - 201;
        expectAppendRevert(made, _originOutOfRange(made.originNumber, block.number - 200));

        made = nextBatch();
        made.originHash = blockhash(head - 1);
        expectAppendRevert(
            made,
            abi.encodeWithSelector(
                ICTC.OriginHashMismatch.selector, head, made.originHash, blockhash(head)
            )
        );
        made = nextBatch();
        made.originNumber = block.number - 200;
        made.originHash = blockhash(block.number - 200);
        append(made);

        // Origins never go back.
        uint256 last = made.originNumber;
        made = nextBatch();
        made.originNumber = last - 1;
        advance(0);
        expectAppendRevert(made, _originOutOfRange(last - 1, last));
        made.originNumber = last;
        made.originHash = blockhash(last);
        append(made);
    }

    function test_appendSequencerBatch_boundsTheBlockCount() public {
        advance(4);
        Batch memory made = nextBatch();
        uint256 max = 1 + 120 * (made.originNumber - START_BLOCK);
        made.blockCount = 0;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.BlockCountOutOfRange.selector, 0, max));
        made.blockCount = max + 1;
        expectAppendRevert(
            made, abi.encodeWithSelector(ICTC.BlockCountOutOfRange.selector, max + 1, max)
        );
        made.blockCount = max;
        append(made);

        // On the same origin there is room for one.
        made = nextBatch();
        made.blockCount = 2;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.BlockCountOutOfRange.selector, 2, 1));
        advance(100);
        made = nextBatch();
        made.blockCount = 1025;
        expectAppendRevert(
            made, abi.encodeWithSelector(ICTC.BlockCountOutOfRange.selector, 1025, 1024)
        );
        made.blockCount = 1024;
        append(made);
    }

    function test_appendSequencerBatch_mustConsumeTheCharterFirst() public {
        Batch memory made = nextBatch();
        made.queueEnd = 0;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.QueueEndOutOfRange.selector, 0, 1, 1));
        made.queueEnd = 2;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.QueueEndOutOfRange.selector, 2, 1, 1));
        append(nextBatch());
        // Later ones may consume nothing, but never give back.
        made = nextBatch();
        vm.assertEq(made.queueEnd, 1);
        made.queueEnd = 0;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.QueueEndOutOfRange.selector, 0, 1, 1));
    }

    function test_appendSequencerBatch_consumesNothingFromAfterItsOrigin() public {
        append(nextBatch());
        advance(1);
        enqueueAs(stranger, 21_000);
        advance(1);
        Batch memory made = nextBatch();
        made.originNumber = block.number - 2;
        made.originHash = blockhash(block.number - 2);
        vm.assertEq(made.queueEnd, 2);
        expectAppendRevert(
            made,
            abi.encodeWithSelector(ICTC.ElementAfterOrigin.selector, 1, uint256(block.number - 1))
        );
        append(nextBatch());
        vm.assertEq(ctc.chainTip(chainId).queueStart, 2);
    }

    function test_appendSequencerBatch_consumesAtMost64Elements() public {
        append(nextBatch());
        for (uint256 i = 0; i < 70; i++) {
            enqueueAs(stranger, 21_000);
        }
        advance(20);
        Batch memory made = nextBatch();
        vm.assertEq(made.queueEnd, 65);
        made.queueEnd = 66;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.TooManyElements.selector, 65, 64));
        made.queueEnd = 64;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.ForcedElementLeftOut.selector, 64));
        made.queueEnd = 65;
        append(made);
    }

    function test_appendSequencerBatch_consumesAtMost2To24Gas() public {
        append(nextBatch());
        enqueueAs(stranger, 2 ** 24 - 50_000);
        enqueueAs(stranger, 50_000);
        enqueueAs(stranger, 21_000);
        advance(20);
        Batch memory made = nextBatch();
        vm.assertEq(made.queueEnd, 3);
        made.queueEnd = 4;
        expectAppendRevert(
            made, abi.encodeWithSelector(ICTC.TooMuchQueueGas.selector, 2 ** 24 + 21_000, 2 ** 24)
        );
        made.queueEnd = 2;
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.ForcedElementLeftOut.selector, 2));
        made.queueEnd = 3;
        append(made);
    }

    function test_appendSequencerBatch_mustConsumeWhatIsOverdueAtItsOrigin() public {
        append(nextBatch());
        enqueueAs(stranger, 21_000);
        uint256 enqueuedAt = block.number;
        advance(17);
        Batch memory made = nextBatch();
        made.queueEnd = 1;
        // 16 blocks before the origin: overdue.
        made.originNumber = enqueuedAt + 16;
        made.originHash = blockhash(enqueuedAt + 16);
        expectAppendRevert(made, abi.encodeWithSelector(ICTC.ForcedElementLeftOut.selector, 1));
        // 15: not yet. The head's age does not count.
        made.originNumber = enqueuedAt + 15;
        made.originHash = blockhash(enqueuedAt + 15);
        append(made);
        // But it is for anyone to force now.
        vm.assertTrue(ctc.isOverdue(chainId));
    }

    /// @dev The two-element check of `appendSequencerBatch` against the bisection of `queueEndRange`.
    function testFuzz_queueEndRange_isWhatAppendAccepts(uint256 seed, uint256 queueEnd) public {
        append(nextBatch());
        uint256 count = seed % 90;
        for (uint256 i = 0; i < count; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 gasLimit = seed % 3 == 0 ? bound(seed >> 8, 21_000, 2 ** 22) : 21_000;
            enqueueAs(stranger, gasLimit);
            if (seed >> 32 & 3 == 0) advance(seed >> 40 & 3);
        }
        advance(1 + (seed >> 64) % 20);
        Batch memory made = nextBatch();
        uint256 first = ctc.chainTip(chainId).originNumber;
        made.originNumber = bound(seed >> 128, first, block.number - 1);
        made.originHash = blockhash(made.originNumber);
        made.queueEnd = bound(queueEnd, 0, count + 2);
        (uint256 min, uint256 max) = ctc.queueEndRange(chainId, made.originNumber);
        vm.assertLe(min, max);
        (uint256 obviousMin, uint256 obviousMax) = _obviousRange(made.originNumber);
        vm.assertEq(min, obviousMin);
        vm.assertEq(max, obviousMax);

        drawNow(chainId);
        bytes memory call = appendCall(made);
        vm.prank(sequencer, sequencer);
        (bool success,) = address(ctc).call(call);
        vm.assertEq(success, made.queueEnd >= min && made.queueEnd <= max);
    }

    // Fees

    function test_appendSequencerBatch_boundsTheFeeScalar() public {
        Batch memory made = nextBatch();
        made.feeScalar = 94_999_999;
        expectAppendRevert(made, _scalarOutOfRange(94_999_999, 95_000_000, 105_000_000));
        made.feeScalar = 105_000_001;
        expectAppendRevert(made, _scalarOutOfRange(105_000_001, 95_000_000, 105_000_000));
        made.feeScalar = 105_000_000;
        append(made);

        // Within an epoch the measure stays, so that many batches do not climb.
        made = nextBatch();
        made.feeScalar = 105_000_001;
        expectAppendRevert(made, _scalarOutOfRange(105_000_001, 95_000_000, 105_000_000));
        made.feeScalar = 101_000_000;
        append(made);

        // The next epoch measures by the last batch of this one.
        advance(20);
        (uint256 min, uint256 max) = ctc.feeScalarRange(chainId);
        vm.assertEq(min, 95_950_000);
        vm.assertEq(max, 106_050_000);
        made = nextBatch();
        made.feeScalar = 106_050_000;
        append(made);
        made = nextBatch();
        made.feeScalar = 106_050_001;
        expectAppendRevert(made, _scalarOutOfRange(106_050_001, 95_950_000, 106_050_000));
    }

    function test_appendSequencerBatch_keepsTheFeeScalarWithinItsHardBounds() public {
        // Some 100 epochs of falling prices.
        for (uint256 i = 0; i < 100; i++) {
            advance(20);
            Batch memory made = nextBatch();
            (made.feeScalar,) = ctc.feeScalarRange(chainId);
            append(made);
        }
        vm.assertEq(ctc.chainTip(chainId).feeScalar, 1_000_000);
    }

    // Producers

    function test_appendSequencerBatch_takesASignedProducer() public {
        becomeProducer(stranger);
        rollTo(2);
        advance(1);
        Batch memory made = nextBatch();
        made.producer = stranger;
        made.producerSig = _sign("stranger", made);
        append(made);
        // Its epoch is the origin's: whoever opens a batch may close it in the next epoch.
        made = nextBatch();
        made.producer = stranger;
        made.producerSig = _sign("stranger", made);
        advance(20);
        append(made);
    }

    function test_appendSequencerBatch_revertsWithoutTheProducersSignature() public {
        becomeProducer(stranger);
        Batch memory made = nextBatch();
        made.producer = stranger;
        made.producerSig = _sign("stranger", made);
        // Signed up, but not for this epoch.
        expectAppendRevert(
            made, abi.encodeWithSelector(ICTC.ProducerNotAssigned.selector, stranger)
        );
        rollTo(2);
        advance(1);
        made = nextBatch();
        made.producer = stranger;
        expectAppendRevert(
            made, abi.encodeWithSelector(ICTC.ProducerNotFeeVault.selector, stranger)
        );
        bytes memory mismatch =
            abi.encodeWithSelector(ICTC.ProducerSignatureMismatch.selector, stranger);
        made.producerSig = _sign("sequencer", made);
        expectAppendRevert(made, mismatch);
        made.producerSig = hex"01";
        expectAppendRevert(made, mismatch);
        made.producerSig = new bytes(65);
        expectAppendRevert(made, mismatch);

        // Signed for another origin: opening one batch is not opening the next.
        made.producerSig = _sign("stranger", made);
        advance(1);
        Batch memory later = nextBatch();
        later.producer = stranger;
        later.producerSig = made.producerSig;
        expectAppendRevert(later, mismatch);

        made.producer = sequencer;
        made.producerSig = _sign("sequencer", made);
        expectAppendRevert(
            made, abi.encodeWithSelector(ICTC.ProducerNotAssigned.selector, sequencer)
        );
    }

    // Forced inclusion

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

    // Views

    function test_views_revertBeyondWhatIsThere() public {
        vm.expectRevert(abi.encodeWithSelector(ICTC.UnknownChain.selector, 5));
        ctc.chainTip(5);
        vm.expectRevert(abi.encodeWithSelector(ICTC.QueueIndexOutOfRange.selector, 1, 1));
        ctc.queueRecord(chainId, 1);
        vm.expectRevert(abi.encodeWithSelector(ICTC.QueueIndexOutOfRange.selector, 2, 1));
        ctc.queueHash(chainId, 2);
        vm.expectRevert(abi.encodeWithSelector(ICTC.UnknownBatch.selector, bytes32(chainId)));
        ctc.batch(bytes32(chainId));
        vm.assertEq(ctc.oldestPendingL1Block(chainId), START_BLOCK);
    }

    function test_constructor_revertsOnParametersThatCannotWork() public {
        Parameters memory p = parameters();
        p.maxOriginAge = 8192;
        vm.expectRevert(abi.encodeWithSelector(ICTC.ParameterOutOfRange.selector, 8192));
        new CanonicalTransactionChain(p, address(1), address(2), pool);
        p.maxOriginAge = 8191;
        p.initialFeeScalar = 10 ** 6 - 1;
        vm.expectRevert(abi.encodeWithSelector(ICTC.ParameterOutOfRange.selector, 10 ** 6 - 1));
        new CanonicalTransactionChain(p, address(1), address(2), pool);
        p.initialFeeScalar = 10 ** 6;
        p.blocksPerL1Block = 0;
        vm.expectRevert(abi.encodeWithSelector(ICTC.ParameterOutOfRange.selector, 0));
        new CanonicalTransactionChain(p, address(1), address(2), pool);
    }

    // Gas

    function test_gas_enqueue() public {
        enqueueAs(stranger, 21_000);
        vm.startPrank(stranger, stranger);
        vm.startSnapshotGas("CanonicalTransactionChain", "enqueue, no data, 21,000 gas");
        ctc.enqueue(chainId, stranger, 0, 21_000, "");
        vm.stopSnapshotGas();
        vm.stopPrank();
    }

    function test_gas_appendSequencerBatch() public {
        rollTo(2);
        advance(1);
        append(nextBatch());
        enqueueAs(stranger, 21_000);
        advance(2);
        bytes memory call = appendCall(nextBatch());
        vm.prank(sequencer, sequencer);
        vm.startSnapshotGas("CanonicalTransactionChain", "appendSequencerBatch, 1 element");
        (bool success,) = address(ctc).call(call);
        vm.stopSnapshotGas();
        vm.assertTrue(success);
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

    /// @dev A call that keeps the pranked sender: `vm.expectRevert` wants a call of this depth.
    function forward(bytes calldata call) external {
        vm.prank(stranger, stranger);
        (bool success, bytes memory result) = address(ctc).call(call);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    function _sign(string memory name, Batch memory made) private view returns (bytes memory) {
        bytes32 digest = ctc.producerDigest(made.chainId, made.prevBatchHash, made.originHash);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(name), digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The rules of spec 3 on what a batch consumes, element by element.
    function _obviousRange(uint256 originNumber) private view returns (uint256 min, uint256 max) {
        ICTC.ChainTip memory tip = ctc.chainTip(chainId);
        (min, max) = (tip.queueStart, tip.queueStart);
        uint256 gasBefore = ctc.queueRecord(chainId, tip.queueStart - 1).gasThrough;
        for (uint256 i = tip.queueStart; i < tip.queueLength; i++) {
            ICTC.QueueRecord memory record = ctc.queueRecord(chainId, i);
            if (i - tip.queueStart >= 64) break;
            if (record.gasThrough - gasBefore > 2 ** 24) break;
            if (record.l1BlockNumber > originNumber) break;
            max = i + 1;
            if (originNumber - record.l1BlockNumber > 15) min = i + 1;
        }
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

    function _lastEnqueuedFrom() private returns (address from) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (from) = abi.decode(logs[logs.length - 1].data, (address));
    }

    function _originOutOfRange(uint256 number, uint256 min) private view returns (bytes memory) {
        return abi.encodeWithSelector(ICTC.OriginOutOfRange.selector, number, min, block.number - 1);
    }

    function _scalarOutOfRange(uint256 scalar, uint256 min, uint256 max)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeWithSelector(ICTC.FeeScalarOutOfRange.selector, scalar, min, max);
    }
}

/// @notice Origins that only the history contract still knows.
contract OldOriginTest is L1Test {
    function parameters() internal pure override returns (Parameters memory p) {
        p = super.parameters();
        p.maxOriginAge = 3600;
    }

    function setUp() public {
        deploy();
    }

    function test_appendSequencerBatch_readsTheOldestAndTheEdgeOfBlockhash() public {
        testFuzz_appendSequencerBatch_readsOldOriginsFromTheHistory(3600);
        testFuzz_appendSequencerBatch_readsOldOriginsFromTheHistory(257);
        testFuzz_appendSequencerBatch_readsOldOriginsFromTheHistory(256);
    }

    function testFuzz_appendSequencerBatch_readsOldOriginsFromTheHistory(uint256 depth) public {
        advance(3700);
        depth = bound(depth, 1, 3600);
        uint256 number = block.number - depth;
        bytes32 hash = keccak256(abi.encode("block", number));
        vm.store(L1History.CONTRACT, bytes32(number % 8191), hash);
        Batch memory made = nextBatch();
        made.originNumber = number;
        made.originHash = depth > 256 ? hash : blockhash(number);
        append(made);
        vm.assertEq(ctc.chainTip(chainId).originNumber, number);
    }

    function test_appendSequencerBatch_revertsOnAnOldOriginOfAnotherHash() public {
        advance(3700);
        uint256 number = block.number - 257;
        Batch memory made = nextBatch();
        made.originNumber = number;
        made.originHash = bytes32(uint256(1));
        expectAppendRevert(
            made,
            abi.encodeWithSelector(
                ICTC.OriginHashMismatch.selector, number, made.originHash, bytes32(0)
            )
        );
        // What the history does not know is no origin, not even by its zero.
        made.originHash = bytes32(0);
        expectAppendRevert(
            made,
            abi.encodeWithSelector(ICTC.OriginHashMismatch.selector, number, bytes32(0), bytes32(0))
        );
    }
}
