// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../../../src/l1/Parameters.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L1History} from "../../../src/l1/rollup/L1History.sol";
import {L1Test} from "../L1Test.sol";

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
