// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../../../src/l1/Parameters.sol";
import {CanonicalTransactionChain} from "../../../src/l1/rollup/CanonicalTransactionChain.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L2Predeploys} from "../../../src/l1/rollup/L2Predeploys.sol";
import {PlainAccount} from "../../../src/l1/rollup/PlainAccount.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {Vm} from "../../Vm.sol";
import {L1Test} from "../L1Test.sol";

contract CanonicalTransactionChainTest is L1Test {
    function setUp() public {
        deploy();
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
