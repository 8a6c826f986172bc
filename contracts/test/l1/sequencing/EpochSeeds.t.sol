// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

import {EpochSeeds} from "../../../src/l1/sequencing/EpochSeeds.sol";
import {IEpochSeeds} from "../../../src/l1/sequencing/interfaces/IEpochSeeds.sol";
import {Parameters} from "../../../src/l1/Parameters.sol";
import {L1Test} from "../L1Test.sol";
import {L1Header} from "./L1Header.sol";

contract EpochSeedsTest is L1Test {
    bytes32 private constant RANDAO = keccak256("randao");

    function setUp() public {
        deploy();
    }

    // Time

    function testFuzz_epochAt_countsFromTheDeployment(uint64 l1BlockNumber) public view {
        uint256 start = seeds.deploymentBlock();
        uint256 expected = l1BlockNumber < start ? 0 : (uint256(l1BlockNumber) - start) / 20;
        vm.assertEq(seeds.epochAt(l1BlockNumber), expected);
        vm.assertEq(pool.epochAt(l1BlockNumber), expected);
        if (l1BlockNumber >= start) {
            vm.assertLe(seeds.startOf(expected), l1BlockNumber);
            vm.assertGt(seeds.startOf(expected + 1), l1BlockNumber);
        }
    }

    // Recording

    function test_seed_ofEpoch0IsTheHashBeforeTheDeployment() public {
        vm.setBlockhash(block.number - 1, keccak256("parent"));
        EpochSeeds made = new EpochSeeds(parameters());
        vm.assertTrue(made.isKnown(0));
        vm.assertEq(made.seed(0), keccak256("parent"));
    }

    function testFuzz_record_takesPrevRandaoOfTheSourceBlock(uint64 epoch, bytes32 randao) public {
        epoch = uint64(bound(epoch, 1, 1_000_000));
        bytes memory header = mineSeedSource(epoch, randao);
        vm.expectEmit(address(seeds));
        emit IEpochSeeds.SeedRecorded(epoch, keccak256(abi.encode(randao, uint256(epoch))));
        seeds.record(epoch, header);
        vm.assertTrue(seeds.isKnown(epoch));
        vm.assertEq(seeds.seed(epoch), keccak256(abi.encode(randao, uint256(epoch))));
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedAlreadyRecorded.selector, epoch));
        seeds.record(epoch, header);
    }

    function test_record_isOpenFromTheSourceToTheStart() public {
        bytes memory header = mineSeedSource(3, RANDAO);
        uint256 start = seeds.startOf(3);
        bytes memory closed =
            abi.encodeWithSelector(IEpochSeeds.RecordingClosed.selector, 3, start - 3, start);
        vm.roll(start - 4);
        vm.expectRevert(closed);
        seeds.record(3, header);
        vm.assertFalse(seeds.isKnown(3));
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedUnknown.selector, 3));
        seeds.seed(3);
        vm.roll(start);
        vm.expectRevert(closed);
        seeds.record(3, header);
        vm.assertTrue(seeds.isKnown(3));
        vm.roll(start - 1);
        seeds.record(3, header);
        vm.assertTrue(seeds.isKnown(3));
    }

    function test_record_neverReplacesTheSeedOfEpoch0() public {
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedAlreadyRecorded.selector, 0));
        seeds.record(0, hex"c0");
    }

    function test_record_revertsOnAnotherHeader() public {
        bytes memory header = mineSeedSource(3, RANDAO);
        bytes memory other = L1Header.encode(seeds.startOf(3) - 4, keccak256("better for me"));
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochSeeds.HeaderMismatch.selector,
                seeds.startOf(3) - 4,
                keccak256(header),
                keccak256(other)
            )
        );
        seeds.record(3, other);
    }

    function testFuzz_record_revertsOnAHeaderWithOneByteChanged(uint256 at, uint8 change) public {
        bytes memory header = mineSeedSource(3, RANDAO);
        at = bound(at, 0, header.length - 1);
        header[at] ^= bytes1(uint8(bound(change, 1, 255)));
        vm.expectPartialRevert(IEpochSeeds.HeaderMismatch.selector);
        seeds.record(3, header);
    }

    function test_record_revertsOnAHeaderWithoutPrevRandao() public {
        uint256 source = seeds.startOf(3) - 4;
        vm.roll(source + 1);
        bytes[] memory fields = new bytes[](13);
        for (uint256 i = 0; i < 13; i++) {
            fields[i] = RLP.encode(i);
        }
        _expectMalformed(source, RLP.encode(fields), IEpochSeeds.MalformedHeader.selector);
        fields = new bytes[](14);
        for (uint256 i = 0; i < 14; i++) {
            fields[i] = RLP.encode(i);
        }
        _expectMalformed(source, RLP.encode(fields), IEpochSeeds.MalformedHeader.selector);
        _expectMalformed(source, hex"c0", IEpochSeeds.MalformedHeader.selector);
        // A list that says that it is longer than it is, text instead of a list, nothing.
        _expectMalformed(source, hex"f90300", RLP.RLPInvalidEncoding.selector);
        _expectMalformed(source, hex"83616263", RLP.RLPInvalidEncoding.selector);
        _expectMalformed(source, "", RLP.RLPInvalidEncoding.selector);
        // A list in the place of PREVRANDAO.
        fields[13] = abi.encodePacked(hex"e0", RANDAO);
        _expectMalformed(source, RLP.encode(fields), RLP.RLPInvalidEncoding.selector);
    }

    /// @dev Bytes that L1 would never hash to a block: refused with an error of a type, never a panic.
    function testFuzz_record_refusesGarbageByTypedErrors(bytes calldata garbage) public {
        uint256 source = seeds.startOf(3) - 4;
        vm.roll(source + 1);
        vm.setBlockhash(source, keccak256(garbage));
        try seeds.record(3, garbage) {
            vm.assertTrue(seeds.isKnown(3));
        } catch (bytes memory reason) {
            bytes4 selector = bytes4(reason);
            vm.assertTrue(
                selector == IEpochSeeds.MalformedHeader.selector
                    || selector == RLP.RLPInvalidEncoding.selector
            );
        }
    }

    // Missed seeds

    function test_seed_ofAMissedEpochFollowsFromTheOneBefore() public {
        seeds.record(3, mineSeedSource(3, RANDAO));
        bytes32 third = keccak256(abi.encode(RANDAO, uint256(3)));
        vm.roll(seeds.startOf(5) - 1);
        bytes32 fourth = keccak256(abi.encode(third, uint256(4)));
        vm.assertEq(seeds.seed(4), fourth);
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedUnknown.selector, 5));
        seeds.seed(5);
        vm.roll(seeds.startOf(5));
        vm.assertEq(seeds.seed(5), keccak256(abi.encode(fourth, uint256(5))));
        // And the ones before the first that was recorded, from that of epoch 0.
        bytes32 first = keccak256(abi.encode(seeds.seed(0), uint256(1)));
        vm.assertEq(seeds.seed(2), keccak256(abi.encode(first, uint256(2))));
    }

    function testFuzz_settle_changesNoSeed(uint256 recorded, uint256 settled, uint256 read) public {
        recorded = bound(recorded, 1, 40);
        seeds.record(recorded, mineSeedSource(recorded, RANDAO));
        vm.roll(seeds.startOf(80));
        settled = bound(settled, 0, 80);
        read = bound(read, 0, 80);
        bytes32 before = seeds.seed(read);
        seeds.settle(settled);
        vm.assertEq(seeds.seed(read), before);
        vm.assertEq(seeds.seed(80), _obviousSeed(recorded, 80));
    }

    function test_settle_takesALongGapInStepsOfBoundedGas() public {
        // Ten years of epochs on a public L1.
        uint256 last = 262_800;
        vm.roll(seeds.startOf(last));
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.SeedUnknown.selector, last + 1));
        seeds.settle(last + 1);
        for (uint256 epoch = 20_000; epoch <= last; epoch += 20_000) {
            uint256 before = gasleft();
            seeds.settle(epoch);
            vm.assertLe(before - gasleft(), 6_000_000);
        }
        uint256 left = gasleft();
        bytes32 value = seeds.seed(last);
        vm.assertLe(left - gasleft(), 6_000_000);
        vm.assertNotEq(value, bytes32(0));
        // Recording goes on as if nothing had been missed.
        seeds.record(last + 1, mineSeedSource(last + 1, RANDAO));
        vm.assertEq(seeds.seed(last + 1), keccak256(abi.encode(RANDAO, last + 1)));
        vm.assertEq(seeds.seed(last), value);
    }

    function test_constructor_revertsOnParametersThatCannotWork() public {
        Parameters memory p = parameters();
        p.seedDepth = 1;
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.ParameterOutOfRange.selector, 1));
        new EpochSeeds(p);
        // The seed would be known before what it selects from is fixed.
        p.seedDepth = 21;
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.ParameterOutOfRange.selector, 21));
        new EpochSeeds(p);
        p.epochLength = 0;
        vm.expectRevert(abi.encodeWithSelector(IEpochSeeds.ParameterOutOfRange.selector, 0));
        new EpochSeeds(p);
    }

    // Gas

    function test_gas_record() public {
        bytes memory header = mineSeedSource(3, RANDAO);
        vm.startSnapshotGas("EpochSeeds", "record");
        seeds.record(3, header);
        vm.stopSnapshotGas();
    }

    function _expectMalformed(uint256 source, bytes memory header, bytes4 selector) private {
        vm.setBlockhash(source, keccak256(header));
        vm.expectRevert(selector);
        seeds.record(3, header);
    }

    function _obviousSeed(uint256 recorded, uint256 epoch) private pure returns (bytes32 value) {
        value = keccak256(abi.encode(RANDAO, recorded));
        for (uint256 i = recorded + 1; i <= epoch; i++) {
            value = keccak256(abi.encode(value, i));
        }
    }
}
