// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AddressAlias} from "../../../src/l1/rollup/AddressAlias.sol";
import {CanonicalTransactionChain} from "../../../src/l1/rollup/CanonicalTransactionChain.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {Vm} from "../../Vm.sol";
import {L1Test} from "../L1Test.sol";

/// @notice An L1 contract that enqueues for itself.
contract Caller {
    function enqueue(ICTC ctc, uint256 chainId, address to) external returns (uint256) {
        return ctc.enqueue(chainId, to, 0, 21_000, "");
    }
}

/// @notice What stands in the queue, and what a batch must and may take from it.
contract TransactionQueueTest is L1Test {
    function setUp() public {
        deploy();
    }

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

    function test_gas_enqueue() public {
        enqueueAs(stranger, 21_000);
        vm.startPrank(stranger, stranger);
        vm.startSnapshotGas("CanonicalTransactionChain", "enqueue, no data, 21,000 gas");
        ctc.enqueue(chainId, stranger, 0, 21_000, "");
        vm.stopSnapshotGas();
        vm.stopPrank();
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

    function _lastEnqueuedFrom() private returns (address from) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (from) = abi.decode(logs[logs.length - 1].data, (address));
    }
}
